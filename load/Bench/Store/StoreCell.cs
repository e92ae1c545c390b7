namespace Analytics.Load.Bench.Store;

/// <summary>What was measured with batches of one size and one part of known rows: bare COPY and ours in turns, rows a second.</summary>
/// <param name="Batch">Rows in a batch.</param>
/// <param name="Duplicates">Of a hundred rows, so many were stored before.</param>
/// <param name="Copies">Bare COPY of as many rows, all new: it knows no duplicates.</param>
/// <param name="Appends">Ours, rows that were known counted like the others.</param>
sealed record StoreCell(int Batch, int Duplicates, IReadOnlyList<double> Copies, IReadOnlyList<double> Appends)
{
    /// <summary>Ours against the bare COPY just before it.</summary>
    public IReadOnlyList<double> Ratios => [.. Copies.Zip(Appends, (copy, append) => append / copy)];
}
