namespace Ingest.Api.Events;

/// <summary>What a client is told, from what its body came to and what became of it. Pure, so that no broker is needed to try it.</summary>
static class EventAnswers
{
    /// <summary>Memory for a body comes free when another is read, which takes a fraction of a second unless its client is slow.</summary>
    const int LargeBodyPauseSeconds = 1;

    /// <summary>The answer that needs no commit because nothing can be queued, or null when there is something to queue.</summary>
    public static EventsProblem? BeforeCommit(ReadBody batch)
    {
        if (batch.Refusal is { } refusal)
            return new EventsProblem(refusal.Reason) { Position = refusal.Position, RetryAfterSeconds = refusal.Reason == RejectionReason.TooManyLargeBodies ? LargeBodyPauseSeconds : null };
        if (batch.EventCount > 0) return null;
        return batch.Rejections.Count == 0
            ? new EventsProblem(RejectionReason.NoEvents)
            : new EventsProblem(RejectionReason.NoValidEvents) { Rejected = batch.Rejections };
    }

    /// <summary>The answer when the events were not confirmed, or null when they were.</summary>
    public static EventsProblem? AfterCommit(ReadBody batch, CommitResult result, int retryAfterSeconds) => result == CommitResult.Confirmed
        ? null
        : new EventsProblem(ReasonOf(result)) { EventIds = batch.MadeIds, Rejected = batch.Rejections, RetryAfterSeconds = retryAfterSeconds };

    static RejectionReason ReasonOf(CommitResult result) => result switch
    {
        CommitResult.Full => RejectionReason.QueueFull,
        CommitResult.BrokerAway => RejectionReason.BrokerAway,
        _ => RejectionReason.Unconfirmed,
    };
}
