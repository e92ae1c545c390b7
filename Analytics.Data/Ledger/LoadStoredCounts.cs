namespace Analytics.Data.Ledger;

/// <summary>Reads how many events of accounts are stored; <see cref="PostgresLedger.ReadStoredAsync"/> in the product.</summary>
public delegate Task<IReadOnlyDictionary<string, long>> LoadStoredCounts(IReadOnlyCollection<string> accountIds, CancellationToken cancellation);
