using System.Collections.Concurrent;
using Analytics.Data.Cache;
using Analytics.Data.Postgres;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Answers;

/// <summary>
/// Answers from this process, from Redis, or else loaded from PostgreSQL, with one look-up and one load per key at a time in this
/// process: when a popular answer expires, its thousand readers cost one query and not a thousand. A load belongs to nobody: it
/// goes on when the reader who began it leaves, and it has a deadline of its own. When it fails because PostgreSQL is away, the
/// last good answer is given, marked stale; without one its waiters fail.
/// </summary>
public sealed class CachedAnswers : IDisposable
{
    const int LocalBytesLimit = 16 * 1024;

    readonly RedisCache cache;
    readonly AnswersOptions options;
    readonly TimeProvider clock;
    readonly Random random;
    readonly AnswerTurns turns;
    readonly AnswerTurns rawTurns;
    readonly ConcurrentDictionary<string, AnswerFlight> flights = new();
    long sweptAt;

    public CachedAnswers(RedisCache cache, IOptions<AnswersOptions> options, TimeProvider clock, Random random)
    {
        this.cache = cache;
        this.options = options.Value;
        this.clock = clock;
        this.random = random;
        turns = new(this.options.ConcurrentLoadLimit, this.options.LoadTimeout, clock);
        rawTurns = new(this.options.ConcurrentRawLoadLimit, this.options.RawLoadTimeout, clock);
        sweptAt = clock.GetTimestamp();
    }

    /// <summary>Look-ups, loads and stores under way.</summary>
    internal int UnderWay => flights.Count(flight => !flight.Value.IsKept);

    /// <summary>Answers that are kept in this process.</summary>
    internal int Kept => flights.Count(flight => flight.Value.IsKept);

    /// <summary>
    /// The answer under a key, not older than the time to live, or marked stale. Cancelling ends the waiting only.
    /// <paramref name="cost"/> is what the load reads, and decides how many of them may run at a time and how long.
    /// </summary>
    /// <exception cref="TimeoutException">PostgreSQL did not answer in time; <see cref="TooCostlyException"/> when it read raw rows.</exception>
    public Task<CachedAnswer> ReadAsync(string key, AnswerSource cost, Func<CancellationToken, Task<Answer>> load, CancellationToken cancellation)
    {
        while (true)
        {
            if (flights.TryGetValue(key, out var flight))
            {
                if (!flight.IsKept || clock.GetTimestamp() < flight.KeptUntil)
                {
                    cache.Metrics.Hit();
                    return JoinAsync(flight.Answer, cancellation);
                }

                flights.TryRemove(new(key, flight));
            }

            flight = new AnswerFlight();
            if (!flights.TryAdd(key, flight)) continue;
            _ = FlyAsync(key, cost, load, flight);
            return flight.Answer.WaitAsync(cancellation);
        }
    }

    /// <summary>Loads an answer whatever is kept, and keeps it for those who read the key later.</summary>
    /// <exception cref="TimeoutException">As <see cref="ReadAsync"/>.</exception>
    public async Task<Answer> RefreshAsync(string key, AnswerSource cost, Func<CancellationToken, Task<Answer>> load)
    {
        var asked = clock.GetUtcNow();
        var answer = await LoadAsync(cost, load);
        if (flights.TryGetValue(key, out var flight) && flight.IsKept) flights.TryRemove(new(key, flight));
        await StoreAsync(key, answer, asked);
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        turns.Dispose();
        rawTurns.Dispose();
    }

    // Whoever comes when the answer is there gets what was made before: a hit.
    static Task<CachedAnswer> JoinAsync(Task<CachedAnswer> flight, CancellationToken cancellation) => flight.IsCompletedSuccessfully
        ? AsHitAsync(flight)
        : flight.WaitAsync(cancellation);

    static async Task<CachedAnswer> AsHitAsync(Task<CachedAnswer> flight) => (await flight) with { Cached = true };

    // The flight stays listed until its answer is stored: who comes in between gets that answer, and no second load.
    async Task FlyAsync(string key, AnswerSource cost, Func<CancellationToken, Task<Answer>> load, AnswerFlight flight)
    {
        var keepUntil = DateTimeOffset.MinValue;
        try
        {
            var stored = await cache.GetAsync(key, CancellationToken.None) is { } bytes ? StoredAnswer.FromBytes(bytes) : null;
            var now = clock.GetUtcNow();
            var isFresh = stored is not null && now < stored.FreshUntil;
            if (isFresh) cache.Metrics.Hit();
            else cache.Metrics.Miss(redisAnswered: stored is not null || cache.Trouble is null);
            if (isFresh)
            {
                flight.Land(new(stored!.Answer, Cached: true, Stale: false));
                keepUntil = stored.FreshUntil;
            }
            else if (await LoadOrStaleAsync(cost, load, stored, now) is { } answer)
            {
                flight.Land(new(answer, Cached: false, Stale: false));
                keepUntil = await StoreAsync(key, answer, now);
            }
            else
            {
                flight.Land(new(stored!.Answer, Cached: true, Stale: true));
                keepUntil = DateTimeOffset.MaxValue; // it says itself that it is old
            }

            if ((await flight.Answer).Answer.Body.Length > LocalBytesLimit) keepUntil = DateTimeOffset.MinValue;
        }
        catch (Exception fault)
        {
            flight.Fail(fault);
        }
        finally
        {
            KeepOrForget(key, flight, keepUntil);
        }
    }

    /// <summary>The answer, or null when the stored one has to do because PostgreSQL is away.</summary>
    async Task<Answer?> LoadOrStaleAsync(AnswerSource cost, Func<CancellationToken, Task<Answer>> load, StoredAnswer? stored, DateTimeOffset now)
    {
        try
        {
            return await LoadAsync(cost, load);
        }
        catch (Exception fault) when (StoreAway.IsSaidBy(fault) && stored is not null && now - stored.Answer.AsOf <= options.StaleLimit)
        {
            return null;
        }
    }

    async Task<Answer> LoadAsync(AnswerSource cost, Func<CancellationToken, Task<Answer>> load)
    {
        try
        {
            return await (cost == AnswerSource.Raw ? rawTurns : turns).TakeAsync(load);
        }
        catch (Exception fault) when (cost == AnswerSource.Raw && StoreAway.IsTooSlow(fault))
        {
            throw new TooCostlyException($"The rows could not be read within {options.RawLoadTimeout.TotalSeconds} s.", fault);
        }
    }

    // Kept for as long as it may be of use when PostgreSQL is away; until when it is fresh it says itself.
    // It counts from before it was loaded, as what it says does.
    async Task<DateTimeOffset> StoreAsync(string key, Answer answer, DateTimeOffset asked)
    {
        // Spread by 10 % either way: what was loaded together does not expire together.
        var timeToLive = options.TimeToLive * (0.9 + 0.2 * random.NextDouble());
        var stored = new StoredAnswer(answer, asked + timeToLive);
        await cache.SetAsync(key, stored.ToBytes(), timeToLive + options.StaleLimit, CancellationToken.None);
        return stored.FreshUntil;
    }

    void KeepOrForget(string key, AnswerFlight flight, DateTimeOffset until)
    {
        var now = clock.GetTimestamp();
        var left = until - clock.GetUtcNow();
        Sweep(now, Stamps(options.LocalTimeToLive));
        var lifetime = Stamps(left < options.LocalTimeToLive ? left : options.LocalTimeToLive);
        if (lifetime > 0 && flights.Count <= options.LocalLimit) flight.KeepUntil(now + lifetime);
        else flights.TryRemove(new(key, flight));
    }

    long Stamps(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);

    void Sweep(long now, long lifetime)
    {
        var last = Interlocked.Read(ref sweptAt);
        if (now - last < lifetime || Interlocked.CompareExchange(ref sweptAt, now, last) != last) return;
        foreach (var (key, flight) in flights)
        {
            if (flight.IsKept && flight.KeptUntil <= now) flights.TryRemove(new(key, flight));
        }
    }
}
