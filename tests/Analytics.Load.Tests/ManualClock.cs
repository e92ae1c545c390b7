namespace Analytics.Load.Tests;

/// <summary>A clock that moves when it is told to, and whose timers then fire, in their order.</summary>
sealed class ManualClock : TimeProvider
{
    readonly Lock moving = new();
    readonly List<ManualTimer> timers = [];
    long now = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref now), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref now);

    /// <summary>Timers that wait for the clock to move.</summary>
    public int Waiting
    {
        get
        {
            lock (moving) return timers.Count;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state), GetTimestamp() + dueTime.Ticks);
        lock (moving)
        {
            if (dueTime != Timeout.InfiniteTimeSpan) timers.Add(timer);
        }

        return timer;
    }

    /// <summary>All at once, as after a stall: what became due on the way fires at the end of it.</summary>
    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (moving)
        {
            now += by.Ticks;
            due = [.. timers.Where(timer => timer.DueAt <= now).OrderBy(timer => timer.DueAt)];
            timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due) timer.Fire();
    }

    void Forget(ManualTimer timer)
    {
        lock (moving) timers.Remove(timer);
    }

    sealed class ManualTimer(ManualClock clock, Action fire, long dueAt) : ITimer
    {
        public long DueAt => dueAt;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => clock.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
