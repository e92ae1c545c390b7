using System.Text;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects.Segment;

/// <summary>A body of Segment's: one call, or several with what holds for all of them.</summary>
/// <param name="call">What the address says that a body of one call is; null where it says nothing.</param>
sealed class SegmentBody(SegmentCall? call) : IDialect
{
    public string? KeyIn(ReadOnlySpan<byte> body)
    {
        var read = SegmentItem.Read(JsonSlice.OfText(body));
        if (read.WriteKey.HasText) return Encoding.UTF8.GetString(read.WriteKey.Text());
        var items = new JsonItems(read.Batch); // browsers name it in each call instead
        if (!read.Batch.IsArray || !items.Next()) return null;
        var first = SegmentItem.Read(items.Item).WriteKey;
        return first.HasText ? Encoding.UTF8.GetString(first.Text()) : null;
    }

    public RejectionReason Map(ReadOnlySpan<byte> body, in EventTimes times, ReadBodyBuilder into)
    {
        var whole = JsonSlice.OfText(body);
        if (!whole.IsObject) return RejectionReason.NotOfThisDialect;
        var read = SegmentItem.Read(whole);
        if (!read.Batch.IsArray)
        {
            if (read.Batch.IsThere) return RejectionReason.NotOfThisDialect;
            SegmentMapping.Map(whole, call, null, times, into);
            return RejectionReason.None;
        }

        var sentAt = ClientTime.Read(read.SentAt);
        var items = new JsonItems(read.Batch);
        while (items.Next())
        {
            if (into.IsFull) return RejectionReason.TooManyEvents;
            SegmentMapping.Map(items.Item, null, sentAt, times, into);
        }

        return RejectionReason.None;
    }
}
