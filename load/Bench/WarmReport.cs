using System.Globalization;
using System.Text;

namespace Analytics.Load.Bench;

/// <summary>A run's findings as Markdown.</summary>
static class WarmReport
{
    public static string Write(WarmOptions options, IReadOnlyList<WarmRound> rounds, string command, string machine, DateTimeOffset at)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Warm summaries, {at:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`{command}`");
        Line($"");
        Line($"{machine}. Load generator and all servers on this machine. {options.Connections} connections, each with its next request as soon as the last is answered;");
        Line($"{options.Rounds} rounds taken in turns, of which the median counts; a ratio is the median of the ratios of neighbours.");
        Line($"");
        Line($"| what | requests/s | rounds | reach | p50 | p99 |");
        Line($"|---|---:|---|---:|---:|---:|");
        Line($"| empty GET endpoint | {Median(rounds, r => r.Empty.RequestsPerSecond):N0} | {Each(rounds, r => r.Empty.RequestsPerSecond, "N0")} | | {Latency(rounds, r => r.Empty, 0.5)} | {Latency(rounds, r => r.Empty, 0.99)} |");
        Line($"| summaries of the last seven days of {BenchShape.Usual.Accounts} accounts | {Median(rounds, r => r.Api.RequestsPerSecond):N0} | {Each(rounds, r => r.Api.RequestsPerSecond, "N0")} | | {Latency(rounds, r => r.Api, 0.5)} | {Latency(rounds, r => r.Api, 0.99)} |");
        Line($"| ratio | **{Median(rounds, r => r.Ratio):0.00}** | {Each(rounds, r => r.Ratio, "0.00")} | 0.5 | | |");
        Line($"");
        if (rounds.Sum(round => round.Api.SentAgain) is > 0 and var again)
        {
            Line($"**{again:N0} questions were refused with 429 or 503 and sent again: not the speed was measured but a limit.** A key's is `Limits__KeyRequests__PerMinute`, an address's `Limits__AddressRequests__PerMinute`.");
            Line($"");
        }

        Line($"While summaries were asked for:");
        Line($"");
        var cpu = rounds.Select(round => round.ApiCpu).Aggregate((one, other) => one.Plus(other));
        var took = rounds.Select(round => round.Api.Took).Aggregate((one, other) => one + other);
        text.Append(new CpuShare(cpu, rounds.Sum(round => round.Api.Requests), took).Table("a request"));
        return text.ToString();
    }

    static double Median(IReadOnlyList<WarmRound> rounds, Func<WarmRound, double> figure) => PipelineResult.Median(rounds.Select(figure));

    static string Each(IReadOnlyList<WarmRound> rounds, Func<WarmRound, double> figure, string format) =>
        string.Join(" · ", rounds.Select(round => figure(round).ToString(format, CultureInfo.InvariantCulture)));

    static string Latency(IReadOnlyList<WarmRound> rounds, Func<WarmRound, LoopResult> side, double part) =>
        Median(rounds, round => side(round).Latencies.Quantile(part).TotalMilliseconds).ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}
