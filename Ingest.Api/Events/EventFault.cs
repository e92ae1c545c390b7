namespace Ingest.Api.Events;

/// <summary>What is wrong with one event, and where; <c>default</c> when nothing is.</summary>
readonly record struct EventFault(RejectionReason Reason, EventField Field)
{
    public bool IsNone => Reason == RejectionReason.None;
}
