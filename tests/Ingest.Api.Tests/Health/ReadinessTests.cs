using Ingest.Api.Health;

namespace Ingest.Api.Tests.Health;

public sealed class ReadinessTests
{
    static readonly CancellationToken Never = CancellationToken.None;

    static DependencyProbe Probe(string name, bool required, string? trouble) => new(name, required, _ => Task.FromResult(trouble));

    static Task<ReadinessReport> ReportAsync(params DependencyProbe[] probes) => new Readiness(probes, TimeProvider.System).ReportAsync(Never);

    [Theory]
    [InlineData(null, null, "ready")]
    [InlineData(null, "away", "degraded")]
    [InlineData("away", null, "unready")]
    [InlineData("away", "away", "unready")]
    public async Task What_is_away_decides_what_we_are(string? needed, string? useful, string status)
    {
        var report = await ReportAsync(Probe("postgres", true, needed), Probe("redis", false, useful));
        Assert.Equal(status, report.Status);
        Assert.Equal(["postgres", "redis"], report.Dependencies.Keys);
        Assert.Equal(needed is null, report.Dependencies["postgres"].IsUp);
        Assert.Equal(needed, report.Dependencies["postgres"].Detail);
    }

    [Fact]
    public async Task A_check_that_throws_is_down_and_its_message_is_not_shown()
    {
        var report = await ReportAsync(
            new DependencyProbe("a", true, _ => throw new InvalidOperationException("Host=db;Password=secret")),
            new DependencyProbe("b", true, _ => Task.FromException<string?>(new InvalidOperationException("Host=db;Password=secret"))));
        Assert.All(report.Dependencies.Values, state => Assert.Equal("InvalidOperationException", state.Detail));
    }

    [Fact]
    public async Task A_check_that_never_ends_is_down_and_holds_up_no_other()
    {
        var report = await ReportAsync(
            new DependencyProbe("frozen", true, _ => new TaskCompletionSource<string?>().Task), Probe("redis", false, null)).WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal("no answer in time", report.Dependencies["frozen"].Detail);
        Assert.True(report.Dependencies["redis"].IsUp);
    }

    [Fact]
    public async Task Checks_run_beside_each_other()
    {
        var here = 0;
        var both = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string?> MeetAsync(CancellationToken cancellation)
        {
            if (Interlocked.Increment(ref here) == 2) both.SetResult(null);
            return both.Task;
        }

        var readiness = new Readiness([new("a", true, MeetAsync), new("b", true, MeetAsync)], new LeapingClock()); // on which no check is ever late
        Assert.Equal("ready", (await readiness.ReportAsync(Never).WaitAsync(TimeSpan.FromSeconds(15))).Status);
    }

    [Fact]
    public async Task Many_who_ask_share_one_answer()
    {
        var checks = 0;
        var gate = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = new StandingClock();
        var readiness = new Readiness(
            [new("a", true, _ => { Interlocked.Increment(ref checks); return gate.Task; })], clock);
        var asking = Enumerable.Range(0, 50).Select(_ => readiness.ReportAsync(Never)).ToArray();
        gate.SetResult(null);
        await Task.WhenAll(asking);
        await readiness.ReportAsync(Never);
        Assert.Equal(1, checks);

        clock.Advance(TimeSpan.FromSeconds(1));
        await readiness.ReportAsync(Never);
        Assert.Equal(2, checks);
    }
}
