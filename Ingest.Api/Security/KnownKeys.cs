using Analytics.Data.Accounts;
using Analytics.Data.Postgres;
using Ingest.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Security;

/// <summary>
/// All keys that count, in memory, looked after every two seconds: no request waits for PostgreSQL, no stranger's key reaches it or
/// takes memory, and a revoked key stops within seconds. While PostgreSQL is away, what was known goes on counting for
/// <see cref="SecurityOptions.KeysOutageLimit"/>; what was not is neither let in nor called unknown.
/// </summary>
sealed class KnownKeys(LoadApiKeys load, IOptions<SecurityOptions> options, TimeProvider clock, ILogger<KnownKeys> log) : BackgroundService
{
    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Younger than this, a look says of a key that it is unknown.</summary>
    static readonly TimeSpan FreshLimit = LookInterval + LookTimeout;

    volatile ApiKeySet? known;
    long lookedAt;
    bool wasAway;

    /// <summary>Finds the key that a text opens.</summary>
    public KeyState Find(ApiKeyText presented, out ApiKey? key)
    {
        key = null;
        if (known is not { } set) return KeyState.Undecided;
        var age = clock.GetElapsedTime(Volatile.Read(ref lookedAt));
        if (age > options.Value.KeysOutageLimit) return KeyState.Undecided;
        if (set.Keys.TryGetValue(presented.Prefix, out var found) && found.IsOpenedBy(presented))
        {
            key = found;
            return KeyState.Known;
        }

        return age > FreshLimit ? KeyState.Undecided : KeyState.Unknown;
    }

    /// <summary>Whether a key that was known before still counts: for answers that last long.</summary>
    public bool StillCounts(ApiKey key) => known is { } set && set.Keys.ContainsKey(key.Prefix);

    /// <summary>Before each piece of such an answer; null, where no keys are asked for, always counts.</summary>
    /// <exception cref="KeyRevokedException">It no longer counts.</exception>
    public void MustStillCount(ApiKey? key)
    {
        if (key is not null && !StillCounts(key)) throw new KeyRevokedException();
    }

    /// <summary>The first look comes before the first request, if PostgreSQL is there.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
    }

    async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            var asked = clock.GetTimestamp();

            // A look that is left behind comes to nothing, whenever it ends: a key may have been revoked since.
            if (await BoundedRead.WithinAsync(LookTimeout, clock, ending => load(known?.Version, ending), stopping) is { } changed) Take(changed);
            Volatile.Write(ref lookedAt, asked);
            wasAway = false;
        }
        catch (Exception away) when (!stopping.IsCancellationRequested)
        {
            if (!wasAway) ApiLog.KeysAway(log, away.GetType().Name);
            wasAway = true;
        }
    }

    void Take(ApiKeySet changed)
    {
        if (changed.Keys.Count == PostgresApiKeyReader.KeyLimit) ApiLog.TooManyKeys(log, changed.Keys.Count);
        known = changed;
        ApiLog.KeysRead(log, changed.Keys.Count);
    }
}
