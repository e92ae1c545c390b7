using Analytics.Load.Runs;

namespace Analytics.Load.Tests.Runs;

public sealed class LoadRunTests : IDisposable
{
    readonly ManualClock clock = new();
    readonly LoadApi api = new(new Uri("http://127.0.0.1:1/"), key: null, TimeProvider.System);
    readonly LoadRun run;

    public LoadRunTests() => run = new LoadRun(new LoadProfile { Seconds = 10 }, api, "test", clock, default);

    public void Dispose() => api.Dispose();

    void Answer(TimeSpan after)
    {
        run.Recorded.Begin(clock.GetTimestamp());
        clock.Advance(after);
        run.Recorded.Add(after, isOk: true);
    }

    [Fact]
    public void A_load_is_over_when_its_time_has_passed_since_the_first_request_and_all_are_answered()
    {
        clock.Advance(TimeSpan.FromSeconds(30)); // what is prepared before is no part of it
        Assert.False(run.IsOver);
        Answer(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(8.9));
        Assert.False(run.IsOver);
        Assert.True(run.UnderWay.TryEnter());
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(run.IsOver);
        run.UnderWay.Leave();
        Assert.True(run.IsOver);
    }

    [Fact]
    public void What_a_load_took_ends_with_its_last_answer_however_late_that_is()
    {
        Assert.Equal(TimeSpan.Zero, run.Took);
        Answer(TimeSpan.FromSeconds(1));
        Answer(TimeSpan.FromSeconds(14));
        clock.Advance(TimeSpan.FromSeconds(3)); // the engine is in no hurry
        Assert.Equal(TimeSpan.FromSeconds(15), run.Took);
        Assert.Equal(15, run.Recorded.Points(withLast: true).Sum(point => point.Length.TotalSeconds) - 3);
    }
}
