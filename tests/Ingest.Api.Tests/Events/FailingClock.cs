namespace Ingest.Api.Tests.Events;

/// <summary>Stands for any defect in what a publisher does with a frame: it asks the clock first.</summary>
sealed class FailingClock : TimeProvider
{
    public bool Fails { get; set; }

    public override long GetTimestamp() => Fails ? throw new InvalidOperationException("A defect.") : base.GetTimestamp();
}
