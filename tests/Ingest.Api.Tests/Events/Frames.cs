using System.Text;
using Analytics.Contracts;
using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

/// <summary>Reads pieces back as the worker reads frames.</summary>
static class Frames
{
    public static List<ReadBack> EventsOf(ReadBody batch)
    {
        var events = batch.Pieces.SelectMany(EventsOf).ToList();
        Assert.Equal(batch.EventCount, events.Count);
        return events;
    }

    public static ReadBack OnlyEventOf(ReadBody batch)
    {
        Assert.Null(batch.Refusal);
        Assert.Empty(batch.Rejections);
        return Assert.Single(EventsOf(batch));
    }

    /// <summary>All of the batch as one message.</summary>
    public static EventRecordedBatch MessageOf(ReadBody batch) =>
        new() { EventCount = batch.EventCount, Frame = [EventFrame.Version, .. batch.Pieces.SelectMany(piece => piece.Bytes.ToArray())] };

    static List<ReadBack> EventsOf(EventPiece piece)
    {
        var events = new List<ReadBack>();
        var reader = new EventFrameReader((byte[])[EventFrame.Version, .. piece.Bytes.Span]);
        while (reader.TryRead(out var read))
        {
            events.Add(new ReadBack(
                Text(read.AccountId), Text(read.EventId), Text(read.UserId), Text(read.Type), OptionalText(read.Path), OptionalText(read.Metadata),
                read.OccurredAtMicroseconds, read.ReceivedAtMicroseconds));
        }

        Assert.Equal(piece.EventCount, events.Count);
        return events;
    }

    static string Text(ReadOnlyMemory<byte> utf8) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8.Span);

    /// <summary>An optional text is never packed empty: empty is none.</summary>
    static string? OptionalText(ReadOnlyMemory<byte>? utf8) => utf8 is { IsEmpty: false } bytes ? Text(bytes) : null;
}
