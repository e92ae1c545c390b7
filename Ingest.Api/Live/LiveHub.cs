using Analytics.Data.Accounts;
using Ingest.Api.Limits;
using Ingest.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Live;

/// <summary>
/// All open streams, and a watcher for each watch they show. Bounded in both: a crowd is told to come again, and does not become a
/// crowd of questions to PostgreSQL or of buffers.
/// </summary>
sealed class LiveHub(LiveReader reader, IOptions<LiveOptions> options, ApiMetrics metrics, TimeProvider clock, ILogger<LiveWatcher> log)
{
    readonly Lock gate = new();
    readonly Dictionary<LiveWatch, LiveWatcher> watchers = [];
    readonly Dictionary<LiveStream, IDisposable> streams = [];
    readonly FairTurns turns = new(options.Value.StreamLimit);

    /// <summary>All that is watched now.</summary>
    public IReadOnlyList<LiveWatcher> Watchers
    {
        get
        {
            lock (gate) return [.. watchers.Values];
        }
    }

    /// <summary>All streams that are open now.</summary>
    public IReadOnlyList<LiveStream> Streams
    {
        get
        {
            lock (gate) return [.. streams.Keys];
        }
    }

    /// <summary>A stream, to be given back to <see cref="Leave"/>; null when there are as many as may be, of this account or of all.</summary>
    public LiveStream? Join(LiveWatch watch, ApiKey? key)
    {
        lock (gate)
        {
            if (turns.TryTake(watch.AccountId) is not { } turn) return null;
            if (!watchers.TryGetValue(watch, out var watcher))
            {
                if (watchers.Count >= options.Value.WatchLimit)
                {
                    turn.Dispose();
                    return null;
                }

                watcher = new LiveWatcher(watch, reader, options, clock, log);
                watchers.Add(watch, watcher);
                watcher.Begin();
            }

            var stream = new LiveStream(watch, key);
            streams.Add(stream, turn);
            watcher.Add(stream);
            metrics.Streams(1);
            return stream;
        }
    }

    public void Leave(LiveStream stream)
    {
        LiveWatcher? last = null;
        lock (gate)
        {
            if (!streams.Remove(stream, out var turn)) return;
            turn.Dispose();
            metrics.Streams(-1);
            if (watchers[stream.Watch].Remove(stream)) watchers.Remove(stream.Watch, out last);
        }

        last?.Dispose();
    }

    /// <summary>Some accounts changed; null: any may have.</summary>
    public void Change(IReadOnlyCollection<string>? accounts)
    {
        if (accounts is { Count: 0 }) return;
        var changed = accounts?.ToHashSet(StringComparer.Ordinal);
        foreach (var watcher in Watchers)
        {
            if (changed is null || changed.Contains(watcher.AccountId)) watcher.Change();
        }
    }
}
