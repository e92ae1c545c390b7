namespace Ingest.Api.Events;

/// <summary>What became of a request's events. Anything but <see cref="Confirmed"/> is a 503: the events may or may not be queued, the client sends again.</summary>
public enum CommitResult
{
    /// <summary>The broker has all of them on disk.</summary>
    Confirmed,

    /// <summary>More is waiting than may wait; nothing of this request was queued.</summary>
    Full,

    /// <summary>The broker is known to be away; nothing was tried.</summary>
    BrokerAway,

    /// <summary>The broker did not confirm in time, refused, or the process is stopping.</summary>
    Unconfirmed,
}
