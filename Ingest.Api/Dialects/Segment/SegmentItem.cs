namespace Ingest.Api.Dialects.Segment;

/// <summary>What is read of one call; of a repeated member the last. A body of one call has what stands around a batch as well.</summary>
ref struct SegmentItem
{
    public JsonSlice Type;
    public JsonSlice Event;
    public JsonSlice Name;
    public JsonSlice Category;
    public JsonSlice UserId;
    public JsonSlice AnonymousId;
    public JsonSlice PreviousId;
    public JsonSlice GroupId;
    public JsonSlice MessageId;
    public JsonSlice Timestamp;
    public JsonSlice OriginalTimestamp;
    public JsonSlice SentAt;
    public JsonSlice Properties;
    public JsonSlice Traits;
    public JsonSlice Context;
    public JsonSlice WriteKey;
    public JsonSlice Batch;

    public static SegmentItem Read(JsonSlice item)
    {
        var read = default(SegmentItem);
        var members = new JsonMembers(item);
        while (members.Next())
        {
            if (members.Is("type"u8)) read.Type = members.Value;
            else if (members.Is("event"u8)) read.Event = members.Value;
            else if (members.Is("name"u8)) read.Name = members.Value;
            else if (members.Is("category"u8)) read.Category = members.Value;
            else if (members.Is("userId"u8)) read.UserId = members.Value;
            else if (members.Is("anonymousId"u8)) read.AnonymousId = members.Value;
            else if (members.Is("previousId"u8)) read.PreviousId = members.Value;
            else if (members.Is("groupId"u8)) read.GroupId = members.Value;
            else if (members.Is("messageId"u8)) read.MessageId = members.Value;
            else if (members.Is("timestamp"u8)) read.Timestamp = members.Value;
            else if (members.Is("originalTimestamp"u8)) read.OriginalTimestamp = members.Value;
            else if (members.Is("sentAt"u8)) read.SentAt = members.Value;
            else if (members.Is("properties"u8)) read.Properties = members.Value;
            else if (members.Is("traits"u8)) read.Traits = members.Value;
            else if (members.Is("context"u8)) read.Context = members.Value;
            else if (members.Is("writeKey"u8)) read.WriteKey = members.Value;
            else if (members.Is("batch"u8)) read.Batch = members.Value;
        }

        return read;
    }
}
