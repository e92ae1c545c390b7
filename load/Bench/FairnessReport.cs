using System.Globalization;
using System.Text;

namespace Analytics.Load.Bench;

/// <summary>A run's findings as Markdown.</summary>
static class FairnessReport
{
    const double Reach = 2;

    public static string Write(FairnessOptions options, IReadOnlyList<FairnessRound> rounds, string command, string machine, string loadBefore, DateTimeOffset at)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        double Median(Func<FairnessRound, double> figure) => PipelineResult.Median([.. rounds.Select(figure)]);

        Line($"# Fairness, {at:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`{command}`");
        Line($"");
        Line($"{machine}; load average before: {loadBefore}. Small accounts post {options.SmallRequests:N0} requests of ten events a minute, first alone, then");
        Line($"beside one account that posts nine times as many events, for {options.Seconds} s each, {rounds.Count} times in turns; medians.");
        Line($"");
        Line($"| small accounts, 99th percentile | alone | beside the whale | ratio | reach |");
        Line($"|---|---:|---:|---:|---:|");
        Line($"| POST → 202 | {Median(round => round.Alone.Requests[0].P99Ms):0.0} ms | {Median(round => round.Beside.Requests[0].P99Ms):0.0} ms | **{Median(round => round.Acceptance):0.0}** | {Reach:0} |");
        Line($"| POST → visible | {Median(round => round.Alone.Lag.P99Ms):0} ms | {Median(round => round.Beside.Lag.P99Ms):0} ms | **{Median(round => round.Visibility):0.0}** | {Reach:0} |");
        Line($"");
        if (rounds.Sum(round => round.Failed) is > 0 and var failed)
        {
            Line($"**{failed:N0} requests failed: the percentiles are of the others, and too good.** Of the small accounts {rounds.Sum(round => round.Alone.Failed):N0} alone and {rounds.Sum(round => round.Beside.Failed):N0} beside the whale, of the whale {rounds.Sum(round => round.Whale.Failed):N0}.");
            Line($"");
        }

        Line($"Accepted in the last round: {rounds[^1].Beside.Ledger.Accepted:N0} events of the small accounts, {rounds[^1].Whale.Ledger.Accepted:N0} of the whale. Lost: {rounds.Sum(round => round.Alone.Ledger.Lost + round.Beside.Ledger.Lost + round.Whale.Ledger.Lost):N0}.");
        return text.ToString();
    }
}
