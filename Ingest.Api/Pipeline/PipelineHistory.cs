namespace Ingest.Api.Pipeline;

/// <summary>
/// The last samples of the ledger, and what follows from them: how fast the queue drains, and how old its oldest event is. Keeps
/// one sample a second, however many are added: a crowd of readers must not push the hour out. Pure; not thread-safe.
/// </summary>
sealed class PipelineHistory
{
    /// <summary>At a sample a second, an hour: an event that waits longer is reported as waiting for an hour at least.</summary>
    public const int SampleLimit = 3_600;

    /// <summary>A little less than the monitor's second, which comes now and then a little early.</summary>
    static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(0.9);

    static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(10);

    readonly Queue<PipelineSample> samples = new();
    TimeSpan? keptAt;

    /// <summary>The latest sample, or null before the first.</summary>
    public PipelineSample? Last { get; private set; }

    /// <summary>Adds a sample that is younger than the last.</summary>
    public void Add(PipelineSample sample)
    {
        Last = sample;
        if (keptAt is { } kept && sample.Elapsed - kept < SampleInterval) return;
        keptAt = sample.Elapsed;
        samples.Enqueue(sample);
        if (samples.Count > SampleLimit) samples.Dequeue();
    }

    /// <summary>Events a second that came out of the queue in the last ten seconds.</summary>
    public double DrainRate
    {
        get
        {
            if (Last is not { } last) return 0;
            var first = FirstOr(last, sample => sample.Elapsed >= last.Elapsed - RateWindow);
            var seconds = (last.Elapsed - first.Elapsed).TotalSeconds;
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
            return last.Elapsed - FirstOr(last, sample => sample.Balance.Received > last.Drained).Elapsed;
        }
    }

    PipelineSample FirstOr(PipelineSample last, Func<PipelineSample, bool> isIt)
    {
        foreach (var sample in samples)
        {
            if (isIt(sample)) return sample;
        }

        return last;
    }
}
