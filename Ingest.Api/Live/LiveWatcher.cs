using System.Threading.Channels;
using Analytics.Data.Postgres;
using Ingest.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Live;

/// <summary>
/// Shows one watch to all its streams: reads once for all of them when something changed, not sooner than a pause after the last
/// time; whatever changes meanwhile is one change. Lives from the first stream to the last.
/// </summary>
sealed class LiveWatcher(LiveWatch watch, LiveReader reader, IOptions<LiveOptions> options, TimeProvider clock, ILogger<LiveWatcher> log) : IDisposable
{
    readonly Lock gate = new();
    readonly List<LiveStream> streams = [];
    readonly NewEvents newEvents = new();
    readonly CancellationTokenSource ended = new();
    readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    LiveReading? last;
    byte[]? summary;
    byte[]? latest;
    byte[]? stale;
    long readAt;
    long frames;

    public string AccountId => watch.AccountId;

    /// <summary>Whether it shows less than there is, because PostgreSQL could not be read.</summary>
    public bool IsStale => Volatile.Read(ref stale) is not null;

    /// <summary>Whether the account is known to have more events, or fewer, than were there when it was last read.</summary>
    public bool DiffersFrom(long stored) => Volatile.Read(ref last) is { } read && read.Stored != stored;

    /// <summary>Whether what it shows is so old that its window has moved on.</summary>
    public bool IsOld => clock.GetElapsedTime(Volatile.Read(ref readAt)) > options.Value.AgeLimit;

    /// <summary>Begins to read.</summary>
    public void Begin()
    {
        readAt = clock.GetTimestamp();
        Change();
        _ = RunAsync(ended.Token);
    }

    /// <summary>Ends the reading.</summary>
    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    /// <summary>Adds a stream and gives it what is known, if anything is by now.</summary>
    public void Add(LiveStream stream)
    {
        lock (gate)
        {
            streams.Add(stream);
            foreach (var frame in (ReadOnlySpan<byte[]?>)[summary, latest, stale])
            {
                if (frame is not null) stream.Offer(frame);
            }
        }
    }

    /// <summary>Takes a stream away; true when it was the last.</summary>
    public bool Remove(LiveStream stream)
    {
        lock (gate)
        {
            streams.Remove(stream);
            return streams.Count == 0;
        }
    }

    /// <summary>Something changed, or may have.</summary>
    public void Change() => changes.Writer.TryWrite(true);

    /// <summary>PostgreSQL cannot be read. Said once, until it can be.</summary>
    public void Stale()
    {
        lock (gate)
        {
            if (stale is null) Offer(stale = LiveFrame.Stale(++frames, new(clock.GetUtcNow(), last?.Summary.AsOf)));
        }
    }

    /// <summary>To all its streams.</summary>
    public void Offer(byte[] frame)
    {
        lock (gate)
        {
            foreach (var stream in streams) stream.Offer(frame);
        }
    }

    async Task RunAsync(CancellationToken ending)
    {
        try
        {
            await foreach (var _ in changes.Reader.ReadAllAsync(ending))
            {
                await ReadAsync(ending);
                await Task.Delay(options.Value.Pause, clock, ending);
            }
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            // The last stream has left; what a read still came to, nobody sees.
        }
    }

    // What fails is tried again when the next look at all accounts succeeds.
    async Task ReadAsync(CancellationToken ending)
    {
        try
        {
            Show(await reader.ReadAsync(watch, ending));
        }
        catch (Exception away) when (StoreAway.IsSaidBy(away))
        {
            Stale();
        }
        catch (Exception defect) when (!ending.IsCancellationRequested)
        {
            ApiLog.StreamFailed(log, defect);
            Stale();
        }
    }

    void Show(LiveReading read)
    {
        lock (gate)
        {
            var first = last is null;
            Volatile.Write(ref last, read);
            Volatile.Write(ref readAt, clock.GetTimestamp());
            Volatile.Write(ref stale, null);
            Offer(summary = LiveFrame.Summary(++frames, read.Summary));
            var added = newEvents.Among(read.Latest);
            if (added.Count == 0 && !first) return;
            latest = Frame(NewEvents.Newest(read.Latest));
            Offer(first ? latest : Frame(added));
        }

        byte[] Frame(IEnumerable<Analytics.Data.Latest.LatestEvent> events) => LiveFrame.Events(++frames, new([.. events.Select(LiveEvent.Of)]));
    }
}
