namespace Analytics.Data.Summaries;

/// <summary>Reads a summary where it is exact; <see cref="PostgresSummaries.ReadAsync"/> in the product.</summary>
public delegate Task<Summary> LoadSummary(SummaryQuery query, CancellationToken cancellation);
