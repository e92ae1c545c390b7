namespace Analytics.Data.Ledger;

/// <summary>The ledger of an account or of all, in events: <c>Received = Stored + Duplicates + SetAside + InFlight</c>.</summary>
/// <param name="Received">Events that got 202, or came as bare messages on the bus.</param>
/// <param name="Stored">Of those, rows in events.</param>
/// <param name="Duplicates">Of those, events that were stored already when they came.</param>
/// <param name="SetAside">Of those, events that PostgreSQL refused and that were not replayed since.</param>
public sealed record LedgerBalance(long Received, long Stored, long Duplicates, long SetAside)
{
    /// <summary>Of those, events that wait in the queue or are being stored. Lost ones would stay here for good.</summary>
    public long InFlight => Received - Stored - Duplicates - SetAside;
}
