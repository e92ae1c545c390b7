namespace Analytics.Load.Bench.Drain;

/// <summary>The knobs of <c>bench drain</c>.</summary>
/// <param name="Url">Where the API listens.</param>
/// <param name="Postgres">The database that the workers store in.</param>
/// <param name="Key">The key to send, where the API asks for one.</param>
/// <param name="Events">Events that are queued before a worker runs.</param>
/// <param name="Workers">Workers that are then started.</param>
sealed record DrainOptions(Uri Url, string Postgres, string? Key, int Events, int Workers);
