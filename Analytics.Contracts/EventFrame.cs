namespace Analytics.Contracts;

/// <summary>
/// The packed form of a frame. One byte of version, then the events one after another, each:
/// <code>
/// account_id event_id user_id type   each: length (LEB128), UTF-8 bytes
/// path metadata                      each: 0 for none, else length + 1 (LEB128), UTF-8 bytes; metadata is JSON as sent
/// occurred_at received_at            each: 8 bytes little endian, microseconds since 1970-01-01 UTC
/// </code>
/// An event's bytes depend on nothing around them, so frames are made by appending what many requests wrote.
/// Measured reason: reading and writing JSON three times on the way cost more than the way itself (DECISIONS.md).
/// </summary>
public static class EventFrame
{
    /// <summary>The version this program writes. A reader refuses others: such a frame goes to the error queue, not to waste.</summary>
    public const byte Version = 1;

    /// <summary>What an event takes whose texts are all empty: six lengths and two times.</summary>
    public const int EventBytesAtLeast = 6 + (2 * 8);
}
