using System.IO.Compression;
using System.Text;
using Ingest.Api.Events;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Tests.Events;

/// <summary>Data for tests: valid unless a test makes it otherwise.</summary>
static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly EventBodyLimits Limits = new(EventCountLimit: 10_000, PieceEventLimit: 1_000, PieceBytesLimit: 256 * 1024);

    public static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>An event with these fields before and after the required ones: <paramref name="more"/> begins with a comma and wins.</summary>
    public static string Event(string more = "", string id = "evt_1") =>
        $$"""{"event_id":"{{id}}","account_id":"acc_1","user_id":"user_1","type":"login","timestamp":"2026-02-01T10:30:00.000Z"{{more}}}""";

    public static string Batch(params string[] events) => $$"""{"events":[{{string.Join(',', events)}}]}""";

    public static ReadBody Read(string body, BodyFormat format = BodyFormat.Json, EventBodyLimits? limits = null) =>
        EventBody.Read(Utf8(body), format, limits ?? Limits, Now);

    public static ReadBody ReadLines(string body) => Read(body, BodyFormat.JsonLines);

    public static byte[] Gzip(byte[] plain) => Compress(plain, to => new GZipStream(to, CompressionLevel.Fastest));

    public static byte[] Brotli(byte[] plain) => Compress(plain, to => new BrotliStream(to, CompressionLevel.Fastest));

    /// <summary>Memory for bodies of up to so many bytes, two medium and one large at a time, which nobody waits for long.</summary>
    public static BodyRooms Rooms(int bodyBytesLimit) => new(Options.Create(new EventsOptions
    {
        BodyBytesLimit = bodyBytesLimit, MediumBodiesLimit = 2, LargeBodiesLimit = 1, BodyRoomTimeLimit = TimeSpan.FromMilliseconds(1),
    }));

    static byte[] Compress(byte[] plain, Func<Stream, Stream> through)
    {
        var to = new MemoryStream();
        using (var stream = through(to)) stream.Write(plain);
        return to.ToArray();
    }
}
