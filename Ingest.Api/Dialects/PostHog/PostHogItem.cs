namespace Ingest.Api.Dialects.PostHog;

/// <summary>What is read of one event, or of what stands around several; of a repeated member the last.</summary>
ref struct PostHogItem
{
    public JsonSlice Event;
    public JsonSlice DistinctId;
    public JsonSlice Uuid;
    public JsonSlice Timestamp;
    public JsonSlice Offset;
    public JsonSlice SentAt;
    public JsonSlice Properties;
    public JsonSlice Set;
    public JsonSlice SetOnce;
    public JsonSlice Token;
    public JsonSlice Batch;
    public JsonSlice HistoricalMigration;

    // Of the properties.
    public JsonSlice Path;
    public JsonSlice Url;

    public static PostHogItem Read(JsonSlice item)
    {
        var read = default(PostHogItem);
        var members = new JsonMembers(item);
        while (members.Next())
        {
            if (members.Is("event"u8)) read.Event = members.Value;
            else if (members.Is("distinct_id"u8) || members.Is("$distinct_id"u8)) read.DistinctId = members.Value;
            else if (members.Is("uuid"u8)) read.Uuid = members.Value;
            else if (members.Is("timestamp"u8)) read.Timestamp = members.Value;
            else if (members.Is("offset"u8)) read.Offset = members.Value;
            else if (members.Is("sent_at"u8)) read.SentAt = members.Value;
            else if (members.Is("properties"u8)) read.Properties = members.Value;
            else if (members.Is("$set"u8)) read.Set = members.Value;
            else if (members.Is("$set_once"u8)) read.SetOnce = members.Value;
            else if (members.Is("api_key"u8) || members.Is("token"u8) || members.Is("$token"u8)) read.Token = members.Value;
            else if (members.Is("batch"u8)) read.Batch = members.Value;
            else if (members.Is("historical_migration"u8)) read.HistoricalMigration = members.Value;
        }

        read.ReadProperties();
        return read;
    }

    /// <summary>What older clients put among the properties, and what stands nowhere else.</summary>
    void ReadProperties()
    {
        var members = new JsonMembers(Properties);
        while (members.Next())
        {
            if (members.Is("distinct_id"u8) && !DistinctId.IsThere) DistinctId = members.Value;
            else if (members.Is("token"u8) && !Token.HasText) Token = members.Value;
            else if (members.Is("$pathname"u8)) Path = members.Value;
            else if (members.Is("$current_url"u8)) Url = members.Value;
        }
    }
}
