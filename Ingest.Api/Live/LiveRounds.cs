using Analytics.Data.Postgres;
using Ingest.Api.Security;
using Ingest.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Live;

/// <summary>
/// Once a second, while there are streams: ends those whose key was revoked, shows that the quiet ones live, and looks whether
/// anything changed that nobody told. That look is one question for all accounts; every second while nothing would be heard over
/// Redis or PostgreSQL could not be read, else every few, for workers that cannot tell.
/// </summary>
sealed class LiveRounds(
    LiveHub hub, LiveReader reader, ChangeListening changes, KnownKeys keys, IOptions<LiveOptions> options, TimeProvider clock, ILogger<LiveRounds> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    long lookedAt;
    long beatAt;
    bool couldHear;
    bool isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var watchers = hub.Watchers;
            if (watchers.Count == 0) continue;
            EndRevoked();
            Beat(watchers);
            await changes.EchoAsync(stoppingToken);
            if (IsLookDue(watchers)) await LookAsync(watchers, stoppingToken);
            foreach (var watcher in watchers)
            {
                if (watcher.IsOld && !watcher.IsStale) watcher.Change();
            }
        }
    }

    void EndRevoked()
    {
        foreach (var stream in hub.Streams)
        {
            if (stream.Key is { } key && !keys.StillCounts(key)) stream.End();
        }
    }

    void Beat(IReadOnlyList<LiveWatcher> watchers)
    {
        if (clock.GetElapsedTime(beatAt) < options.Value.HeartbeatInterval) return;
        beatAt = clock.GetTimestamp();
        foreach (var watcher in watchers) watcher.Offer(LiveFrame.Heartbeat);
    }

    // Also when it hears again: what was told meanwhile nobody heard.
    bool IsLookDue(IReadOnlyList<LiveWatcher> watchers)
    {
        var (hearing, could) = (changes.IsHearing, couldHear);
        couldHear = hearing;
        return !hearing || !could || isAway || clock.GetElapsedTime(lookedAt) >= options.Value.LookInterval || watchers.Any(watcher => watcher.IsStale);
    }

    async Task LookAsync(IReadOnlyList<LiveWatcher> watchers, CancellationToken stopping)
    {
        lookedAt = clock.GetTimestamp();
        try
        {
            var stored = await reader.CountAsync([.. watchers.Select(watcher => watcher.AccountId).Distinct()], stopping);
            isAway = false;
            foreach (var watcher in watchers)
            {
                if (watcher.IsStale || watcher.DiffersFrom(stored.GetValueOrDefault(watcher.AccountId))) watcher.Change();
            }
        }
        catch (Exception away) when (StoreAway.IsSaidBy(away))
        {
            if (!isAway) ApiLog.StreamsStale(log, away.GetType().Name);
            isAway = true;
            foreach (var watcher in watchers) watcher.Stale();
        }
    }
}
