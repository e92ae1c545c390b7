using Analytics.Contracts;
using Ingest.Worker.Keys;

namespace Ingest.Worker.Tests.Keys;

public sealed class NewKeyTests
{
    [Fact]
    public void An_account_may_be_as_long_as_an_events_counted_in_characters()
    {
        var longest = string.Concat(Enumerable.Repeat("🙂", EventLimits.NameLengthLimit));
        Assert.Equal(longest, NewKey.Parse(["name", "--scope", "read", "--account", longest])?.AccountId);
        Assert.Null(NewKey.Parse(["name", "--scope", "read", "--account", longest + "n"]));
        Assert.Null(NewKey.Parse(["name", "--scope", "read", "--account", ""]));
    }
}
