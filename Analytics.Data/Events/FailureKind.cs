namespace Analytics.Data.Events;

/// <summary>What a failed append asks for.</summary>
public enum FailureKind
{
    /// <summary>It met another transaction: try the batch again shortly.</summary>
    Contention,

    /// <summary>PostgreSQL is away, starting, full, read-only or not as it should be: wait, the batch has done nothing wrong.</summary>
    DatabaseAway,

    /// <summary>PostgreSQL refuses the data: find the event and set it aside.</summary>
    BadData,

    /// <summary>Anything else is a fault of this program and belongs in the error queue.</summary>
    Unknown,
}
