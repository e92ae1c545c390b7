using Ingest.Api.Events;

namespace Ingest.Api.Dialects.PostHog;

/// <summary>One event of PostHog's as one of ours; the table is in README.md beside this file. Pure.</summary>
static class PostHogMapping
{
    /// <summary>Adds an event to the batch, or its refusal.</summary>
    /// <param name="item">The event.</param>
    /// <param name="token">The key that stands around all events; one with another is refused, for it would be stored under the wrong account.</param>
    /// <param name="batchSentAt">When the whole was sent, by the client's clock; null when its times are to be taken as they are.</param>
    /// <param name="times">The clock of the request.</param>
    /// <param name="into">The request's events.</param>
    public static void Map(JsonSlice item, ReadOnlySpan<byte> token, long? batchSentAt, in EventTimes times, ReadBodyBuilder into)
    {
        if (!item.IsObject)
        {
            into.Reject(new EventFault(RejectionReason.NotAnObject, EventField.None));
            return;
        }

        var read = PostHogItem.Read(item);
        if (!token.IsEmpty && read.Token.HasText && !read.Token.Text().SequenceEqual(token))
        {
            into.Reject(new EventFault(RejectionReason.AccountMismatch, EventField.AccountId));
            return;
        }

        var fields = default(EventFields);
        Draft.Text(ref fields.EventId, read.Uuid, EventField.EventId, ref fields);
        Draft.Id(ref fields.UserId, read.DistinctId, EventField.UserId, ref fields);
        Draft.Text(ref fields.Type, read.Event, EventField.Type, ref fields);
        if (PostHogTypes.Of(read.Event.Text()) is { IsEmpty: false } type) Draft.Own(ref fields.Type, type);
        PostHogTime.Put(read, ClientTime.Read(read.SentAt) ?? batchSentAt, times, ref fields);
        var path = read.Path.HasText ? read.Path.Text() : UrlPath.Of(read.Url.Text());
        if (!path.IsEmpty) Draft.Plain(ref fields.Path, path, EventField.Path, ref fields);
        PutMetadata(read, ref fields);
        into.Add(ref fields);
    }

    /// <summary>All properties but the key, which is nobody's to read.</summary>
    static void PutMetadata(in PostHogItem read, ref EventFields fields)
    {
        Draft.Object(read.Properties, ref fields);
        var metadata = new MetadataWriter();
        metadata.Add("$set"u8, read.Set);
        metadata.Add("$set_once"u8, read.SetOnce);
        metadata.AddAll(read.Properties, but: "token"u8);
        Draft.Metadata(metadata.Finish(), ref fields);
    }
}
