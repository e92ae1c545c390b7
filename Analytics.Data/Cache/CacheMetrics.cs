using System.Diagnostics.Metrics;

namespace Analytics.Data.Cache;

/// <summary>What the cache did, counted: the share of hits, and that a failing Redis is seen although no reader fails.</summary>
public sealed class CacheMetrics
{
    /// <summary>The meter's name, for the host that exports it.</summary>
    public const string MeterName = "Analytics.Data.Cache";

    readonly Counter<long> _operations;
    long _failures;

    public CacheMetrics(IMeterFactory meters) => _operations = meters.Create(MeterName).CreateCounter<long>(
        "analytics.cache.operations", "{operation}", "Calls to Redis by operation and outcome: hit, miss, stored, published, subscribed, failed, skipped.");

    /// <summary>Calls that failed since the start.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Counts a call whose <paramref name="outcome"/> is <c>hit</c>, <c>miss</c>, <c>stored</c>, <c>published</c>, <c>subscribed</c> or <c>alive</c>.</summary>
    internal void Done(string operation, string outcome) => Count(operation, outcome);

    /// <summary>Counts a call that was tried and failed.</summary>
    internal void Failed(string operation)
    {
        Interlocked.Increment(ref _failures);
        Count(operation, "failed");
    }

    /// <summary>Counts a call that was not tried, because Redis is known to be away.</summary>
    internal void Skipped(string operation) => Count(operation, "skipped");

    void Count(string operation, string outcome) => _operations.Add(1, new("operation", operation), new("outcome", outcome));
}
