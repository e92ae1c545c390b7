namespace Analytics.Client.Tests.Played;

/// <summary>Time that passes when the test says so; timers that have come due by then are called.</summary>
sealed class PlayedClock : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 2, 1, 10, 30, 0, TimeSpan.Zero);

    readonly Lock gate = new();
    readonly HashSet<PlayedTimer> timers = [];
    long now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref now);

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp() - 1);

    public void Leap(TimeSpan by)
    {
        var at = Interlocked.Add(ref now, by.Ticks);
        List<PlayedTimer> due;
        lock (gate) due = [.. timers.Where(timer => timer.TakeDue(at))];
        foreach (var timer in due) timer.Call();
    }

    /// <summary>Returns when something waits for this long from now, or within the range.</summary>
    public Task AwaitedAsync(TimeSpan least, TimeSpan most) => Eventually.TrueAsync(() => Task.FromResult(IsAwaited(least, most)), $"a wait of {least} to {most}");

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new PlayedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (gate) timers.Add(timer);
        return timer;
    }

    bool IsAwaited(TimeSpan least, TimeSpan most)
    {
        var at = GetTimestamp();
        lock (gate) return timers.Any(timer => timer.DueAt - at >= least.Ticks && timer.DueAt - at <= most.Ticks);
    }

    sealed class PlayedTimer(PlayedClock clock, Action call) : ITimer
    {
        long period;

        public long DueAt { get; private set; } = long.MaxValue;

        public Action Call => call;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period.Ticks;
            DueAt = dueTime < TimeSpan.Zero ? long.MaxValue : clock.GetTimestamp() + dueTime.Ticks;
            return true;
        }

        public bool TakeDue(long at)
        {
            if (DueAt > at) return false;
            DueAt = period > 0 ? at + period : long.MaxValue;
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
