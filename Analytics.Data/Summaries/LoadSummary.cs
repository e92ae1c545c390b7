using Analytics.Data.Selections;

namespace Analytics.Data.Summaries;

/// <summary>Reads a summary where it is exact; <see cref="PostgresSummaries.ReadAsync"/> in the product.</summary>
public delegate Task<Summary> LoadSummary(SelectedEvents query, CancellationToken cancellation);
