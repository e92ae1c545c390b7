using Analytics.Data.Selections;
using System.Collections.Concurrent;
using Analytics.Data.Cache;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Summaries;

/// <summary>
/// Summaries from Redis or else from PostgreSQL, with one look-up and one load per key at a time in this process: when a popular
/// summary expires, its thousand readers cost one query and not a thousand. A load belongs to nobody: it goes on when the reader
/// who began it leaves, it has a deadline of its own, and when it fails its waiters fail and nothing is kept.
/// </summary>
public sealed class CachedSummaries(
    RedisCache cache, LoadSummary load, IOptions<SummariesOptions> options, TimeProvider clock, Random random) : IDisposable
{
    readonly SummariesOptions _options = options.Value;
    readonly SemaphoreSlim _turns = new(options.Value.ConcurrentLoadLimit);

    // Only what is under way: an entry lives no longer than a look-up, a load and a store, each of them bounded in time.
    readonly ConcurrentDictionary<string, TaskCompletionSource<CachedSummary>> _flights = new();

    /// <summary>Look-ups, loads and stores under way.</summary>
    internal int UnderWay => _flights.Count;

    /// <summary>The answer to a request, not older than the time to live. Cancelling ends the waiting only.</summary>
    /// <exception cref="TimeoutException">PostgreSQL did not answer within <see cref="SummariesOptions.LoadTimeout"/>.</exception>
    public Task<CachedSummary> ReadAsync(EventSelection request, CancellationToken cancellation)
    {
        var key = SelectionKey.Of("summary:2", request);
        while (true)
        {
            if (_flights.TryGetValue(key, out var flight)) return JoinAsync(flight.Task, cancellation);
            flight = new TaskCompletionSource<CachedSummary>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_flights.TryAdd(key, flight)) continue;
            _ = FlyAsync(key, request, flight);
            return flight.Task.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    // Whoever comes when the answer is there and only being stored gets what was made before: a hit, and its next one will be too.
    static Task<CachedSummary> JoinAsync(Task<CachedSummary> flight, CancellationToken cancellation) => flight.IsCompletedSuccessfully
        ? AsHitAsync(flight)
        : flight.WaitAsync(cancellation);

    static async Task<CachedSummary> AsHitAsync(Task<CachedSummary> flight) => (await flight) with { Cached = true };

    // The flight stays listed until its answer is stored: who comes in between gets that answer, and no second load.
    async Task FlyAsync(string key, EventSelection request, TaskCompletionSource<CachedSummary> flight)
    {
        try
        {
            if (await cache.GetAsync(key, CancellationToken.None) is { } bytes && StoredSummary.FromBytes(bytes) is { } stored)
            {
                flight.SetResult(new(stored.Summary, stored.From, stored.To, Cached: true));
                return;
            }

            var query = request.At(clock.GetUtcNow());
            var summary = await LoadAsync(query);
            flight.SetResult(new(summary, query.From, query.To, Cached: false));
            var store = new StoredSummary { From = query.From, To = query.To, Summary = summary };
            await cache.SetAsync(key, store.ToBytes(), TimeToLive(), CancellationToken.None);
        }
        catch (Exception fault)
        {
            flight.TrySetException(fault);

            // All who waited may have left.
            _ = flight.Task.Exception;
        }
        finally
        {
            _flights.TryRemove(new(key, flight));
        }
    }

    async Task<Summary> LoadAsync(SelectedEvents query)
    {
        using var deadline = new CancellationTokenSource(_options.LoadTimeout, clock);
        try
        {
            await _turns.WaitAsync(deadline.Token);
            try
            {
                // The driver may take seconds to notice a cancellation when the server is frozen: so the waiting ends as well.
                var loading = load(query, deadline.Token);
                _ = loading.ContinueWith(
                    static task => _ = task.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                return await loading.WaitAsync(deadline.Token);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException fault) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"No summary within {_options.LoadTimeout.TotalSeconds} s.", fault);
        }
    }

    // Spread by 10 % either way: what was loaded together does not expire together.
    TimeSpan TimeToLive() => _options.TimeToLive * (0.9 + 0.2 * random.NextDouble());
}
