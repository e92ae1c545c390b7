namespace Analytics.Data.Ledger;

/// <summary>Reads how many events, of all accounts, are received and neither stored nor set aside; <see cref="LedgerTotals.ReadInFlightAsync"/> in the product.</summary>
public delegate Task<long> ReadInFlight(CancellationToken cancellation);
