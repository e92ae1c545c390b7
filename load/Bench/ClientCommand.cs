using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Analytics.Load.Bench;

/// <summary><c>bench client</c>: what the .NET client costs the program that uses it.</summary>
static class ClientCommand
{
    public static Command Create()
    {
        var url = LoopbackUrl.Create();
        var key = ApiKeyOption.Create();
        var calls = BoundedOption.Create("--calls", "Calls of Track, each round.", 1_000_000, 10_000, 5_000_000);
        var save = new Option<bool>("--save") { Description = "Also write the report to load/results/." };
        var command = new Command("client", "What a call of the .NET client's Track costs, and a million events to a running API. The events stay there.") { url, key, calls, save };
        command.SetAction((parsed, cancellation) => BenchRun.RunAsync("client", parsed.GetValue(save), async () =>
        {
            var at = TimeProvider.System.GetUtcNow();
            var bench = new ClientBench(LoopbackUrl.Read(parsed.GetValue(url)!), parsed.GetValue(key), parsed.GetValue(calls), Console.Error.WriteLine);
            return new BenchFindings(await ReportAsync(bench, parsed.GetValue(calls), at, cancellation), at);
        }, cancellation));
        return command;
    }

    static async Task<string> ReportAsync(ClientBench bench, int calls, DateTimeOffset at, CancellationToken cancellation)
    {
        var before = Machine.LoadAverage();
        var costs = bench.Costs();
        var (tracked, sent, counts, ledger) = await bench.SendAsync(cancellation);
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Client, {at:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`./dev bench client`");
        Line($"");
        Line($"{Machine.Describe()}; load average before: {before}. {calls:N0} calls of `Track` a round, medians of five rounds, while");
        Line($"nothing is sent. Processor time is of all threads and the garbage collector, by calls; median and 99th percentile are of single calls, the clock's own cost included.");
        Line($"");
        Line($"| metadata | threads | processor time a call | reach | median | 99th percentile | allocated a call |");
        Line($"|---|---:|---:|---:|---:|---:|---:|");
        foreach (var cost in costs)
            Line($"| {(cost.Entries == 0 ? "none" : $"{cost.Entries} entries")} | {cost.Threads} | **{cost.Processor:0} ns** | 1,000 ns | {cost.Median:0} ns | {cost.P99:0} ns | {cost.Bytes:0} B |");
        Line($"");
        Line($"A million events from 16 threads to the API, batches of 1,000, API, worker and servers on the same machine: tracked in {tracked.TotalSeconds:0.00} s, sent");
        Line($"(202, on the broker's disk) in {sent.TotalSeconds:0.0} s, {counts.Sent / sent.TotalSeconds:N0} events/s. {counts}. The ledger afterwards: {ledger}.");
        return text.ToString();
    }
}
