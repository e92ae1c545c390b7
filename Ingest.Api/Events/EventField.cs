namespace Ingest.Api.Events;

/// <summary>The fields of an event that are read; whatever else stands in it is ignored.</summary>
public enum EventField
{
    None,
    AccountId,
    EventId,
    UserId,
    Type,
    Timestamp,
    Path,
    Metadata,

    /// <summary>The array of a batch, when it stands in the outermost object.</summary>
    Events,
}
