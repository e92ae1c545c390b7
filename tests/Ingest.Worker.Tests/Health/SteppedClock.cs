namespace Ingest.Worker.Tests.Health;

/// <summary>A clock that goes on by whole seconds, when it is told to.</summary>
sealed class SteppedClock : TimeProvider
{
    long seconds;

    public override long TimestampFrequency => 1;

    public void Step(int by) => seconds += by;

    public override long GetTimestamp() => seconds;
}
