using System.Buffers;
using System.Text;
using Analytics.Contracts;

namespace Ingest.Worker.Tests;

/// <summary>Data for tests: valid unless a test makes it otherwise.</summary>
static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    public static EventRecorded Event(string id = "evt_1") => new()
    {
        EventId = id,
        AccountId = "acc_1",
        UserId = "user_1",
        Type = "login",
        Timestamp = Noon,
    };

    /// <summary>A frame of events that all differ, over three accounts and several hours.</summary>
    public static EventRecordedBatch Frame(int events, string prefix = "evt_")
    {
        var frame = new ArrayBufferWriter<byte>();
        frame.Write([EventFrame.Version]);
        for (var i = 0; i < events; i++)
            Append(frame, $"{prefix}{i}", account: $"acc_{i % 3}", user: $"user_{i % 11}", path: i % 2 == 0 ? $"/{i % 5}" : "", at: Noon.AddMinutes(i % 300));
        return new EventRecordedBatch { EventCount = events, Frame = frame.WrittenSpan.ToArray() };
    }

    public static void Append(
        ArrayBufferWriter<byte> frame,
        string id,
        string account = "acc_1",
        string user = "user_1",
        string type = "login",
        string path = "",
        string metadata = "",
        DateTimeOffset? at = null) =>
        EventFrameWriter.Append(
            frame, Utf8(account), Utf8(id), Utf8(user), Utf8(type), Utf8(path), Utf8(metadata), Microseconds(at ?? Noon), Microseconds(Noon));

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
