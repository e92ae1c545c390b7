namespace Analytics.Load.Bench.Store;

/// <summary>The knobs of <c>bench store</c>.</summary>
/// <param name="Postgres">The server on which it makes a database of its own.</param>
sealed record StoreOptions(string Postgres)
{
    /// <summary>Rows in one batch, which is one transaction; each is measured.</summary>
    public IReadOnlyList<int> Batches { get; init; } = [1, 100, 1_000, 5_000];

    /// <summary>Of a hundred rows, so many are stored already; each is measured.</summary>
    public IReadOnlyList<int> Duplicates { get; init; } = [0, 50, 100];

    /// <summary>Most rows of one measurement.</summary>
    public int Rows { get; init; } = 100_000;

    /// <summary>How often each is measured; the median counts.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Rows of a measurement with batches of this size: whole batches, and few enough that small ones take no longer than large ones.</summary>
    public int RowsOf(int batch) => Math.Max(1, Math.Min(BatchesMost, Rows / batch)) * batch;

    const int BatchesMost = 500;
}
