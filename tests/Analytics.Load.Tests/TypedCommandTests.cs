using System.CommandLine;
using Analytics.Load.Bench;
using Analytics.Load.Runs;

namespace Analytics.Load.Tests;

public class TypedCommandTests
{
    [Theory]
    [InlineData("load smoke --key ak_secret --save", "./dev load smoke --save")]
    [InlineData("bench fairness --key ak_secret --save", "./dev bench fairness --save")]
    [InlineData("bench fairness --key=ak_secret --rounds 2", "./dev bench fairness --rounds 2")]
    [InlineData("bench pipeline --rounds 2 --key:ak_secret", "./dev bench pipeline --rounds 2")]
    [InlineData("bench warm --key ak_secret", "./dev bench warm")]
    [InlineData("bench queries --rounds 2", "./dev bench queries --rounds 2")]
    public void A_report_says_what_was_typed_and_never_the_key(string typed, string said)
    {
        var parsed = new RootCommand { LoadCommand.Create(), BenchCommand.Create() }.Parse(typed);
        Assert.Empty(parsed.Errors);
        Assert.Equal(said, TypedCommand.Of(parsed));
    }
}
