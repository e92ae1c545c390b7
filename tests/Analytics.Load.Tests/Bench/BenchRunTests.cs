using Analytics.Load.Bench;
using Analytics.Load.Runs;
using Npgsql;

namespace Analytics.Load.Tests.Bench;

public class BenchRunTests
{
    static Task<int> FailAsync(Exception failure, CancellationToken cancellation = default) => BenchRun.RunAsync("mine", save: false, () => Task.FromException<BenchFindings>(failure), cancellation);

    [Fact]
    public async Task What_ends_a_benchmark_is_a_code_for_the_shell()
    {
        foreach (var failure in (Exception[])[new BenchFailedException("m"), new LoadFailedException("m"), new NpgsqlException("m"), new HttpRequestException("m")])
            Assert.Equal(ExitCode.NotDone, await FailAsync(failure));
        Assert.Equal(ExitCode.BadInput, await FailAsync(new BadInputException("m")));
        Assert.Equal(ExitCode.NotDone, await FailAsync(new OperationCanceledException(), new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("8080", true)]
    [InlineData("https://127.0.0.1:8080", false)]
    [InlineData("http://example.com", false)]
    [InlineData("", false)]
    public void Only_this_machine_is_put_under_load(string address, bool isTaken)
    {
        if (isTaken) Assert.Equal(8080, LoopbackUrl.Read(address).Port);
        else Assert.Throws<BadInputException>(() => LoopbackUrl.Read(address));
    }
}
