using Ingest.Worker.Health;
using Npgsql;

namespace Ingest.Worker.Tests.Health;

public sealed class LedgerWatchTests
{
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    readonly SteppedClock clock = new();
    readonly LedgerWatch watch;
    long? inFlight = 20;

    public LedgerWatchTests() => watch = new LedgerWatch(
        _ => inFlight is { } known ? Task.FromResult(known) : Task.FromException<long>(new NpgsqlException("away")), new ReattachPause(), clock);

    [Fact]
    public async Task Events_that_stay_in_flight_while_the_worker_idles_are_stuck()
    {
        Assert.False(await LookAsync(after: 0));
        Assert.False(await LookAsync(after: 9));
        Assert.True(await LookAsync(after: 1));
    }

    [Fact]
    public async Task A_worker_that_works_is_not_stuck_and_begins_to_wait_anew()
    {
        await LookAsync(after: 0);
        clock.Step(20);
        Assert.False(await watch.IsStuckAsync(TimeSpan.FromSeconds(9), default));
        Assert.False(await LookAsync(after: 0));
        Assert.True(await LookAsync(after: 10));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(null)]
    public async Task Nothing_is_stuck_when_the_ledger_closed_meanwhile_or_cannot_be_read(long? meanwhile)
    {
        await LookAsync(after: 0);
        inFlight = meanwhile;
        Assert.False(await LookAsync(after: 20));
        inFlight = 20;
        Assert.False(await LookAsync(after: 0));
        Assert.True(await LookAsync(after: 10));
    }

    [Fact]
    public async Task What_attaching_anew_does_not_help_is_tried_ever_more_seldom_until_the_ledger_closes()
    {
        await LookAsync(after: 0);
        Assert.True(await LookAsync(after: 10));
        Assert.False(await LookAsync(after: 9));
        Assert.True(await LookAsync(after: 1)); // 20 s since it was first seen
        Assert.False(await LookAsync(after: 19));
        Assert.True(await LookAsync(after: 1)); // 40 s
        inFlight = 0;
        await LookAsync(after: 1);
        inFlight = 20;
        await LookAsync(after: 1);
        Assert.True(await LookAsync(after: 10));
    }

    [Fact]
    public async Task A_database_that_stands_still_holds_who_cancels_the_question_and_not_the_watch()
    {
        using var thawed = new ManualResetEventSlim();
        var hurried = new LedgerWatch(ReadAsync, new ReattachPause(), new HurriedClock());
        var look = Task.Run(() => hurried.IsStuckAsync(Idle, default));
        Assert.False(await look.WaitAsync(TimeSpan.FromSeconds(30)));
        thawed.Set();

        async Task<long> ReadAsync(CancellationToken ending)
        {
            var ended = new TaskCompletionSource<long>();
            await Task.Yield();
            await using var registration = ending.Register(() =>
            {
                thawed.Wait(CancellationToken.None); // as Npgsql, until the server has answered
                ended.SetCanceled(ending);
            });
            return await ended.Task;
        }
    }

    Task<bool> LookAsync(int after)
    {
        clock.Step(after);
        return watch.IsStuckAsync(Idle, default);
    }

    /// <summary>Whose times are over at once.</summary>
    sealed class HurriedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
