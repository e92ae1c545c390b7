namespace Analytics.Data.SetAside;

/// <summary>What became of a replay.</summary>
public enum ReplayOutcome
{
    /// <summary>It is stored and counted now, and set aside no more.</summary>
    Stored,

    /// <summary>The same event had been stored meanwhile; it is set aside no more.</summary>
    Known,

    /// <summary>PostgreSQL refuses it as before; it stays, with an attempt more.</summary>
    RefusedAgain,

    /// <summary>There is no such event: it was replayed before, perhaps.</summary>
    Gone,
}
