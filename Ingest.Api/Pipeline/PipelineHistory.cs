namespace Ingest.Api.Pipeline;

/// <summary>The last samples of the ledger, and what follows from them: how fast the queue drains, and how old its oldest event is. Pure.</summary>
sealed class PipelineHistory
{
    /// <summary>At a sample a second, an hour: an event that waits longer is reported as waiting for an hour at least.</summary>
    const int SampleLimit = 3_600;

    static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(10);

    readonly Queue<PipelineSample> samples = new();

    /// <summary>The latest sample, or null before the first.</summary>
    public PipelineSample? Last { get; private set; }

    public void Add(PipelineSample sample)
    {
        samples.Enqueue(sample);
        if (samples.Count > SampleLimit) samples.Dequeue();
        Last = sample;
    }

    /// <summary>Events a second that came out of the queue in the last ten seconds.</summary>
    public double DrainRate
    {
        get
        {
            if (Last is not { } last) return 0;
            var first = samples.First(sample => sample.At >= last.At - RateWindow);
            var seconds = (last.At - first.At).TotalSeconds;
            return seconds <= 0 ? 0 : Math.Max(0, (last.Drained - first.Drained) / seconds);
        }
    }

    /// <summary>
    /// How long the oldest event has waited, to a sample's precision: the queue is first in, first out, so it came when more had
    /// been received than is drained now. Zero when none waits.
    /// </summary>
    public TimeSpan OldestWaiting
    {
        get
        {
            if (Last is not { Balance.InFlight: > 0 } last) return TimeSpan.Zero;
            return last.At - samples.First(sample => sample.Balance.Received > last.Drained).At;
        }
    }
}
