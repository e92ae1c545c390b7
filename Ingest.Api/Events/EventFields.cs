namespace Ingest.Api.Events;

/// <summary>One event's fields as slices of the body, read but not judged. Of a repeated field this holds the last.</summary>
ref struct EventFields
{
    public TextField AccountId;
    public TextField EventId;
    public TextField UserId;
    public TextField Type;
    public TextField Timestamp;
    public TextField Path;

    /// <summary>The metadata object byte for byte, or empty.</summary>
    public ReadOnlySpan<byte> Metadata;

    /// <summary>What reading <see cref="Metadata"/> found wrong with it.</summary>
    public RejectionReason MetadataFault;

    /// <summary>The first text anywhere in the event, ignored fields included, that PostgreSQL would refuse.</summary>
    public EventFault TextFault;
}
