using System.Buffers.Text;
using Analytics.Contracts;

namespace Ingest.Api.Events;

/// <summary>Takes a body's events one after another: packs the valid, lists the refused, makes ids where none came.</summary>
sealed class ReadBodyBuilder(EventBodyLimits limits, EventTimes times, ReadOnlyMemory<byte> ownAccount) : IDisposable
{
    const int GuidLength = 36;

    readonly UnescapeBuffer unescaped = new();
    readonly PieceWriter pieces = new(limits.PieceEventLimit, limits.PieceBytesLimit);
    List<Rejection>? rejections;
    List<Guid>? madeIds;
    int accepted;
    int index;

    /// <summary>As many events as a request may bring have been added or refused.</summary>
    public bool IsFull => index == limits.EventCountLimit;

    /// <summary>Packs the event, or lists it as refused. The fields' texts are unescaped on the way.</summary>
    public void Add(ref EventFields fields)
    {
        unescaped.Clear();
        if (!ownAccount.IsEmpty && !fields.AccountId.IsPresent) fields.AccountId = new TextField { IsPresent = true, IsString = true, Bytes = ownAccount.Span };
        var fault = EventValidation.Check(ref fields, unescaped, times, out var occurredAt);
        if (fault.IsNone && !ownAccount.IsEmpty && !ownAccount.Span.SequenceEqual(fields.AccountId.Bytes))
            fault = new EventFault(RejectionReason.AccountMismatch, EventField.AccountId);
        if (!fault.IsNone)
        {
            Reject(fault, EventValidation.ReportedId(ref fields, unescaped));
            return;
        }

        Span<byte> made = stackalloc byte[GuidLength];
        var eventId = fields.EventId.IsPresent ? fields.EventId.Bytes : MakeId(made);
        EventFrameWriter.Append(
            pieces, fields.AccountId.Bytes, eventId, fields.UserId.Bytes, fields.Type.Bytes, fields.Path.Bytes, fields.Metadata,
            occurredAt, times.ReceivedMicroseconds);
        pieces.EndEvent();
        accepted++;
        index++;
    }

    /// <summary>Lists the next event as refused.</summary>
    public void Reject(EventFault fault, string? eventId = null, string? message = null)
    {
        rejections ??= [];
        rejections.Add(new Rejection(index++, eventId, fault.Reason, EventFieldNames.NameOf(fault.Field), message));
    }

    /// <summary>What all of it came to. <paramref name="givenId"/> is for bodies of one event.</summary>
    public ReadBody Finish(string? givenId = null) => new()
    {
        Pieces = pieces.Finish(),
        EventCount = accepted,
        Rejections = rejections ?? (IReadOnlyList<Rejection>)[],
        MadeIds = madeIds ?? (IReadOnlyList<Guid>)[],
        GivenId = accepted == 0 ? null : givenId,
    };

    Span<byte> MakeId(Span<byte> to)
    {
        var id = UuidV7.New(times.Now);
        (madeIds ??= []).Add(id);
        Utf8Formatter.TryFormat(id, to, out _);
        return to;
    }

    public void Dispose()
    {
        pieces.Dispose();
        unescaped.Dispose();
    }
}
