using Analytics.Client.Buffering;

namespace Analytics.Client.Tests.Buffering;

public sealed class WakeupTests
{
    [Fact]
    public async Task A_waiter_that_resets_looks_and_waits_misses_nothing()
    {
        const int Steps = 20_000;
        var wakeup = new Wakeup();
        var done = 0;
        var setting = Task.Run(() =>
        {
            for (var step = 0; step < Steps; step++)
            {
                Interlocked.Increment(ref done);
                wakeup.Set();
            }
        });

        async Task SeeAllAsync()
        {
            while (true)
            {
                wakeup.Reset();
                if (Volatile.Read(ref done) == Steps) return;
                await wakeup.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System);
            }
        }

        await SeeAllAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await setting;
    }

    [Fact]
    public async Task It_returns_when_its_time_is_up()
    {
        var clock = new PlayedClock();
        var waiting = new Wakeup().WaitAsync(TimeSpan.FromSeconds(5), clock);

        clock.Leap(TimeSpan.FromSeconds(4));
        Assert.False(waiting.IsCompleted);
        clock.Leap(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
