namespace Ingest.Api.Events;

/// <summary>Field names on the wire: those of S3, and as aliases those of the systems this one replaces (S0, S4).</summary>
static class EventFieldNames
{
    /// <summary>The longest name below, each character written as <c>\u0061</c>.</summary>
    public const int LongestEscapedName = 10 * 6;

    /// <summary>The field of an unescaped name. By length first: one comparison decides most names.</summary>
    public static EventField Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when name.SequenceEqual("type"u8) => EventField.Type,
        4 when name.SequenceEqual("path"u8) => EventField.Path,
        6 when name.SequenceEqual("org_id"u8) => EventField.AccountId,
        6 when name.SequenceEqual("events"u8) => EventField.Events,
        7 when name.SequenceEqual("user_id"u8) => EventField.UserId,
        7 when name.SequenceEqual("site_id"u8) => EventField.AccountId,
        8 when name.SequenceEqual("event_id"u8) => EventField.EventId,
        8 when name.SequenceEqual("metadata"u8) => EventField.Metadata,
        9 when name.SequenceEqual("timestamp"u8) => EventField.Timestamp,
        10 when name.SequenceEqual("account_id"u8) => EventField.AccountId,
        10 when name.SequenceEqual("event_type"u8) => EventField.Type,
        10 when name.SequenceEqual("event_name"u8) => EventField.Type,
        _ => EventField.None,
    };

    /// <summary>The name under which a field is reported.</summary>
    public static string? NameOf(EventField field) => field switch
    {
        EventField.AccountId => "account_id",
        EventField.EventId => "event_id",
        EventField.UserId => "user_id",
        EventField.Type => "type",
        EventField.Timestamp => "timestamp",
        EventField.Path => "path",
        EventField.Metadata => "metadata",
        EventField.Events => "events",
        _ => null,
    };
}
