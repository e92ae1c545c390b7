using Analytics.Load.Bench;
using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace Analytics.Load.Engine;

/// <summary>Counts the answers of one scenario. Its memory is bounded: buckets instead of samples, and only so many kinds of answers.</summary>
sealed class ScenarioMeter
{
    const int StatusCodeLimit = 100;

    readonly Lock counting = new();
    readonly Latencies ok = new(), failed = new();
    readonly Dictionary<(string Code, bool IsError), StatusCodeStats> codes = [];
    long okBytes, failedBytes;

    /// <returns>How many have failed so far.</returns>
    public long Add(IResponse response, TimeSpan latency)
    {
        lock (counting)
        {
            (response.IsError ? failed : ok).Add(latency);
            if (response.IsError) failedBytes += response.SizeBytes;
            else okBytes += response.SizeBytes;
            var key = (response.StatusCode, response.IsError);
            if (!codes.ContainsKey(key) && codes.Count >= StatusCodeLimit) key = ("other", response.IsError);
            codes[key] = codes.TryGetValue(key, out var known)
                ? known with { Count = known.Count + 1 }
                : new StatusCodeStats(key.Item1, response.IsError, response.Message, 1);
            return failed.Count;
        }
    }

    public ScenarioStats Stats(string name, TimeSpan took)
    {
        lock (counting)
        {
            return new ScenarioStats(name, Stats(ok, okBytes, false, took), Stats(failed, failedBytes, true, took), took);
        }
    }

    MeasurementStats Stats(Latencies latencies, long bytes, bool isError, TimeSpan took) => new(
        new RequestStats((int)latencies.Count, took > TimeSpan.Zero ? latencies.Count / took.TotalSeconds : 0),
        new LatencyStats(
            latencies.Mean.TotalMilliseconds,
            latencies.Max.TotalMilliseconds,
            latencies.Quantile(0.5).TotalMilliseconds,
            latencies.Quantile(0.75).TotalMilliseconds,
            latencies.Quantile(0.95).TotalMilliseconds,
            latencies.Quantile(0.99).TotalMilliseconds),
        new DataTransferStats(bytes),
        [.. codes.Values.Where(code => code.IsError == isError)]);
}
