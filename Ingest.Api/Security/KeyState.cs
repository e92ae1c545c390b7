namespace Ingest.Api.Security;

/// <summary>What is known of a presented key.</summary>
enum KeyState
{
    Known,

    /// <summary>Never made, revoked, or with another secret: who asks is not told which.</summary>
    Unknown,

    /// <summary>PostgreSQL was not seen lately, so that nobody can say: it may be a new one.</summary>
    Undecided,
}
