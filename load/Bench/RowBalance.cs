using System.Globalization;

namespace Analytics.Load.Bench;

/// <summary>Accepted events against the rows that were found. What is missing in one round and what is too much in another are both wrong: they are added up apart.</summary>
/// <param name="Lost">Accepted, and not a row.</param>
/// <param name="TooMany">Rows beyond what was accepted.</param>
readonly record struct RowBalance(long Lost, long TooMany)
{
    public static RowBalance Of(long accepted, long rows) => new(Math.Max(0, accepted - rows), Math.Max(0, rows - accepted));

    public static RowBalance Sum(IEnumerable<RowBalance> balances) => balances.Aggregate(default(RowBalance), (sum, one) => new(sum.Lost + one.Lost, sum.TooMany + one.TooMany));

    /// <summary>What is wrong, in a sentence; null when nothing is.</summary>
    public string? Fault => (Lost, TooMany) switch
    {
        (0, 0) => null,
        (_, 0) => $"{Lost} accepted events are not in the table.",
        (0, _) => $"{TooMany} rows are in the table beyond the accepted events.",
        _ => $"{Lost} accepted events are not in the table, and {TooMany} rows are there beyond the others.",
    };

    /// <summary>Ends a benchmark whose warm-up or preparation went wrong already.</summary>
    /// <exception cref="BenchFailedException">There is a <see cref="Fault"/>.</exception>
    public void Demand()
    {
        if (Fault is { } fault) throw new BenchFailedException($"Before anything was measured: {fault}");
    }

    /// <summary>For a report's column of lost events.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lost:N0}{(TooMany > 0 ? $", {TooMany} too many" : "")}");
}
