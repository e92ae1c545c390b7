namespace Ingest.Api.Tests;

/// <summary>Time that passes when the test says so; timers that have come due by then are called, once for each leap.</summary>
sealed class LeapingClock : TimeProvider
{
    readonly Lock gate = new();
    readonly List<LeapingTimer> timers = [];
    long now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref now);

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(GetTimestamp());

    /// <summary>How long until the next timer is due; null when there is none.</summary>
    public TimeSpan? Next
    {
        get
        {
            lock (gate) return timers.Select(timer => timer.Left).Min();
        }
    }

    public void Leap(TimeSpan by)
    {
        var at = Interlocked.Add(ref now, by.Ticks);
        List<LeapingTimer> due;
        lock (gate) due = [.. timers.Where(timer => timer.TakeDue(at))];
        foreach (var timer in due) timer.Call();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (gate) timers.Add(timer);
        return timer;
    }

    sealed class LeapingTimer(LeapingClock clock, Action call) : ITimer
    {
        long dueAt = long.MaxValue;
        long period;

        public Action Call => call;

        public TimeSpan? Left => dueAt == long.MaxValue ? null : TimeSpan.FromTicks(dueAt - clock.GetTimestamp());

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period.Ticks;
            dueAt = dueTime < TimeSpan.Zero ? long.MaxValue : clock.GetTimestamp() + dueTime.Ticks;
            return true;
        }

        public bool TakeDue(long at)
        {
            if (dueAt > at) return false;
            dueAt = period > 0 ? at + period : long.MaxValue;
            return true;
        }

        public void Dispose() => dueAt = long.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
