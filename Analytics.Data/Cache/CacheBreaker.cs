using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using StackExchange.Redis;

namespace Analytics.Data.Cache;

/// <summary>
/// The policy of a call to Redis: a time limit, and a breaker that opens after some failures in a row. Polly's own measure is the
/// share of failures in a window; on a busy host the successes of the last seconds would hold the breaker closed while every
/// reader waits out its time limit. So the predicate counts the failures in a row, and Polly opens at the first one it is told of.
/// </summary>
static class CacheBreaker
{
    /// <summary>Makes the pipeline: breaker outside, time limit inside.</summary>
    public static ResiliencePipeline Create(CacheOptions options, TimeProvider clock)
    {
        var inARow = 0;
        return new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromMinutes(5),
                BreakDuration = options.BreakDuration,
                ShouldHandle = outcome =>
                {
                    if (!IsSilence(outcome.Outcome.Exception))
                    {
                        if (outcome.Outcome.Exception is not OperationCanceledException) Volatile.Write(ref inARow, 0);
                        return ValueTask.FromResult(false);
                    }

                    return ValueTask.FromResult(Interlocked.Increment(ref inARow) >= options.FailureLimit);
                },
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.OperationTimeout })
            .Build();
    }

    /// <summary>
    /// Whether Redis did not answer. An error that Redis itself sent (<see cref="RedisServerException"/>: a key of another kind,
    /// still loading, out of memory) is quick and so no reason to leave it alone; nor is a caller that went away.
    /// </summary>
    static bool IsSilence(Exception? fault) => fault is not (null or RedisServerException or OperationCanceledException);
}
