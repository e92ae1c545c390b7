using System.IO.Compression;
using Analytics.Load.Bench;
using Ingest.Api.Events;
using Microsoft.Extensions.Options;

namespace Analytics.Load.Edge.Parts;

/// <summary>A compressed body from the stream to packed events, against unpacking alone.</summary>
sealed class GzipPart : Part
{
    static readonly BodyRooms Rooms = new(Options.Create(new EventsOptions()));

    readonly byte[] packed;
    readonly byte[] room;
    readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    public GzipPart(int events)
    {
        Events = events;
        var body = EventRequests.Body(Sample.Events(events));
        room = new byte[body.Length + 1];
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(body);
        this.packed = packed.ToArray();
    }

    public override string LimitName => "GZipStream alone";

    public override int Events { get; }

    /// <summary>Unpacked: what the parts beside it are about.</summary>
    public override int Bytes => room.Length - 1;

    public override int Limit()
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return gzip.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
    }

    // A stream in memory never lets anyone wait, so that nothing here blocks.
    public override int Ours()
    {
        using var raw = new MemoryStream(packed);
        using var body = RequestBody.ReadAsync(raw, packed.Length, BodyEncoding.Gzip, Rooms).AsTask().GetAwaiter().GetResult();
        return EventBody.Read(body.Bytes, BodyFormat.Json, Sample.Limits, now).EventCount;
    }
}
