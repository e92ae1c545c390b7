namespace Analytics.Data.Ledger;

/// <summary>What one batch adds to one account's ledger.</summary>
struct LedgerCounts
{
    public long Received;
    public long ReceivedOnBus;
    public long Stored;
    public long SetAside;

    public readonly long Duplicates => Received - Stored - SetAside;
}
