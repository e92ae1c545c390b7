namespace Analytics.Data.Latest;

/// <summary>Reads an account's latest events; <see cref="PostgresLatestEvents.ReadAsync"/> in the product.</summary>
public delegate Task<IReadOnlyList<LatestEvent>> LoadLatestEvents(string accountId, CancellationToken cancellation);
