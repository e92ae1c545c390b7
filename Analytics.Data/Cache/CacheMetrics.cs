using System.Diagnostics.Metrics;

namespace Analytics.Data.Cache;

/// <summary>What the cache did, counted: the share of hits, and that a failing Redis is seen although no reader fails.</summary>
public sealed class CacheMetrics
{
    /// <summary>The meter's name, for the host that exports it.</summary>
    public const string MeterName = "Analytics.Data.Cache";

    readonly Counter<long> operations;
    readonly Counter<long> requests;
    long failures;

    public CacheMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        operations = meter.CreateCounter<long>(
            "analytics.cache.operations", "{operation}", "Calls to Redis by operation and outcome: hit, miss, stored, published, subscribed, alive, failed, skipped.");
        requests = meter.CreateCounter<long>(
            "analytics.cache.requests", "{request}", "Questions by result: hit, without a query of their own; miss; unavailable, a miss because Redis did not say.");
        foreach (var result in (string[])["hit", "miss", "unavailable"]) requests.Add(0, new KeyValuePair<string, object?>("result", result));
    }

    /// <summary>Calls that failed since the start.</summary>
    public long Failures => Interlocked.Read(ref failures);

    /// <summary>Counts a question that was answered from this process, from Redis, or along with another one like it.</summary>
    internal void Hit() => requests.Add(1, new KeyValuePair<string, object?>("result", "hit"));

    /// <summary>Counts a question that PostgreSQL was asked; <paramref name="redisAnswered"/> says whether Redis was there and did not have it.</summary>
    internal void Miss(bool redisAnswered) => requests.Add(1, new KeyValuePair<string, object?>("result", redisAnswered ? "miss" : "unavailable"));

    /// <summary>Counts a call whose <paramref name="outcome"/> is one of those that the instrument names.</summary>
    internal void Done(string operation, string outcome) => operations.Add(1, new("operation", operation), new("outcome", outcome));

    /// <summary>Counts a call that was tried and failed.</summary>
    internal void Failed(string operation)
    {
        Interlocked.Increment(ref failures);
        Done(operation, "failed");
    }

    /// <summary>Counts a call that was not tried, because Redis is known to be away.</summary>
    internal void Skipped(string operation) => Done(operation, "skipped");
}
