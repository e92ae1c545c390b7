using Ingest.Api.Events;

namespace Ingest.Api.Dialects.Segment;

/// <summary>One call of Segment's as an event of ours; the table is in README.md beside this file. Pure.</summary>
static class SegmentMapping
{
    /// <summary>Adds a call to the batch, or its refusal.</summary>
    /// <param name="item">The call.</param>
    /// <param name="inAddress">What the address says it is; null where the item says it itself.</param>
    /// <param name="batchSentAt">When the whole was sent, by the client's clock, for calls that do not say it themselves.</param>
    /// <param name="times">The clock of the request.</param>
    /// <param name="into">The request's events.</param>
    public static void Map(JsonSlice item, SegmentCall? inAddress, long? batchSentAt, in EventTimes times, ReadBodyBuilder into)
    {
        if (!item.IsObject)
        {
            into.Reject(new EventFault(RejectionReason.NotAnObject, EventField.None));
            return;
        }

        var read = SegmentItem.Read(item);
        var call = inAddress ?? SegmentCalls.Of(read.Type, read.Event);
        if (call == SegmentCall.Unknown)
        {
            into.Reject(new EventFault(RejectionReason.CallUnknown, EventField.Type));
            return;
        }

        var fields = default(EventFields);
        Draft.Text(ref fields.EventId, read.MessageId, EventField.EventId, ref fields);
        Draft.Id(ref fields.UserId, IsSaid(read.UserId) ? read.UserId : read.AnonymousId, EventField.UserId, ref fields);
        if (call == SegmentCall.Track) Draft.Text(ref fields.Type, read.Event, EventField.Type, ref fields);
        else Draft.Own(ref fields.Type, SegmentCalls.TypeOf(call));
        var timestamp = read.Timestamp.IsThere ? read.Timestamp : read.OriginalTimestamp;
        ClientTime.Put(timestamp, ClientTime.Read(read.SentAt) ?? batchSentAt, times, ref fields);
        PutPath(read, call, ref fields);
        PutMetadata(read, call, ref fields);
        into.Add(ref fields);
    }

    /// <summary>An id that is empty is as good as none, as the clients themselves have it.</summary>
    static bool IsSaid(JsonSlice id) => id.IsThere && (!id.IsString || id.HasText);

    /// <summary>The page's; the properties of a track may have a path or an address that is of something else.</summary>
    static void PutPath(in SegmentItem read, SegmentCall call, ref EventFields fields)
    {
        JsonSlice path = default, url = default;
        if (call is SegmentCall.Page or SegmentCall.Screen) Find(read.Properties, ref path, ref url);
        var context = new JsonMembers(read.Context);
        while (context.Next())
        {
            if (context.Is("page"u8)) Find(context.Value, ref path, ref url);
        }

        var text = path.HasText ? path.Text() : UrlPath.Of(url.Text());
        if (!text.IsEmpty) Draft.Plain(ref fields.Path, text, EventField.Path, ref fields);
    }

    /// <summary>What the page says of itself goes before what the call's properties say.</summary>
    static void Find(JsonSlice page, ref JsonSlice path, ref JsonSlice url)
    {
        var members = new JsonMembers(page);
        while (members.Next())
        {
            if (members.Is("path"u8) && members.Value.HasText) path = members.Value;
            else if (members.Is("url"u8) && members.Value.HasText) url = members.Value;
        }
    }

    static void PutMetadata(in SegmentItem read, SegmentCall call, ref EventFields fields)
    {
        Draft.Object(read.Properties, ref fields);
        Draft.Object(read.Traits, ref fields);
        var metadata = new MetadataWriter();
        if (call is SegmentCall.Page or SegmentCall.Screen)
        {
            metadata.Add("name"u8, read.Name);
            metadata.Add("category"u8, read.Category);
        }

        if (call == SegmentCall.Group) metadata.Add("groupId"u8, read.GroupId);
        if (call == SegmentCall.Alias) metadata.Add("previousId"u8, read.PreviousId);
        metadata.AddAll(read.Traits);
        metadata.AddAll(read.Properties);
        Draft.Metadata(metadata.Finish(), ref fields);
    }
}
