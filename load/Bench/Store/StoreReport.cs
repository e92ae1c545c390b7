using System.Globalization;
using System.Text;

namespace Analytics.Load.Bench.Store;

/// <summary>A run's findings as Markdown.</summary>
static class StoreReport
{
    public static string Write(StoreOptions options, IReadOnlyList<StoreCell> cells, string command, string machine, string server, string loadBefore, DateTimeOffset at)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Store, {at:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`{command}`");
        Line($"");
        Line($"{machine}, {server}; load average before: {loadBefore}. {BareCopy.Writers} writers on either side, one transaction a batch, all tables empty, but for what is known before, at the beginning of each");
        Line($"measurement. Ours counts the rows (rollups and ledger) in the same transactions; nothing is folded meanwhile. Each {options.Rounds} times in turns, medians; a ratio is the");
        Line($"median of the ratios of neighbours. Bare COPY, the limit, takes as many rows, none of them known: it would refuse one that is.");
        Line($"");
        Line($"| rows in a batch | known before | rows | limit: bare COPY | the store | ratio | rounds |");
        Line($"|---:|---:|---:|---:|---:|---:|---|");
        foreach (var cell in cells)
        {
            var ratios = string.Join(" · ", cell.Ratios.Select(ratio => ratio.ToString("0.00", CultureInfo.InvariantCulture)));
            Line($"| {cell.Batch:N0} | {cell.Duplicates} % | {options.RowsOf(cell.Batch):N0} | {PipelineResult.Median(cell.Copies):N0} rows/s | {PipelineResult.Median(cell.Appends):N0} rows/s | **{PipelineResult.Median(cell.Ratios):0.00}** | {ratios} |");
        }

        return text.ToString();
    }
}
