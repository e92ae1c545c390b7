namespace Ingest.Api.Tests;

/// <summary>A clock that moves when it is told to; its timers are the system's.</summary>
sealed class StandingClock : TimeProvider
{
    long ticks = new DateTime(2026, 1, 1).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
