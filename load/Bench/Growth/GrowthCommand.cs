using System.CommandLine;

namespace Analytics.Load.Bench.Growth;

/// <summary><c>bench growth</c>: what becomes of the line when something grows.</summary>
static class GrowthCommand
{
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Fewer events, one round, at most a million rows stored: to see that it works." };
        var events = BoundedOption.Create("--events", "Events of one passage.", 200_000, 1_000, 2_000_000);
        var rounds = BoundedOption.Create("--rounds", "Times that each point is measured.", 3, 1, 20);
        var workers = NumbersOption.Create("--workers", "Workers.", [1, 2, 4], 1, 16);
        var connections = NumbersOption.Create("--connections", "Connections that post.", [1, 4, 16], 1, 1_024);
        var users = NumbersOption.Create("--users", "Users.", [10, 10_000, 1_000_000], 1, 2_000_000);
        var stored = NumbersOption.Create("--stored", "Rows already stored.", [10_000, 1_000_000, 10_000_000], 1_000, 100_000_000);
        var only = new Option<string>("--only") { Description = $"Some of {string.Join(',', GrowthDimension.Names)}; else all.", DefaultValueFactory = _ => string.Join(',', GrowthDimension.Names) };
        only.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()!.Split(',').Except(GrowthDimension.Names).FirstOrDefault() is { } unknown)
                result.AddError($"--only knows {string.Join(", ", GrowthDimension.Names)}, not '{unknown}'.");
        });
        var save = new Option<bool>("--save") { Description = "Also write the report and its pictures to load/results/." };
        var command = new Command("growth", "The whole line by workers, connections, users, accounts and rows already stored. Fills the system it runs on; ./dev gives it one of its own.")
        {
            quick, events, rounds, workers, connections, users, stored, only, save,
        };
        command.SetAction((parsed, cancellation) => BenchRun.RunAsync("growth", parsed.GetValue(save), () =>
        {
            var options = new GrowthOptions(LoopbackUrl.Read(ApiAddress.FromEnvironment()), PostgresVariable.Read(), Environment.GetEnvironmentVariable(ApiKeyOption.Variable))
            {
                Events = Value(events, 50_000),
                Rounds = Value(rounds, 1),
                Workers = parsed.GetValue(workers)!,
                Connections = parsed.GetValue(connections)!,
                Users = parsed.GetValue(users)!,
                Stored = Value(stored, [10_000, 100_000, 1_000_000])!,
                Only = parsed.GetValue(only)!.Split(','),
            };
            return MeasureAsync(options, TypedCommand.Of(parsed), parsed.GetValue(save), cancellation);

            T? Value<T>(Option<T> option, T ifQuick) => parsed.GetValue(quick) && parsed.GetResult(option) is null or { Implicit: true } ? ifQuick : parsed.GetValue(option);
        }, cancellation));
        return command;
    }

    static async Task<BenchFindings> MeasureAsync(GrowthOptions options, string command, bool save, CancellationToken cancellation)
    {
        var (at, loadBefore) = (TimeProvider.System.GetUtcNow(), Machine.LoadAverage());
        var bench = new GrowthBench(options, TimeProvider.System, Console.Error.WriteLine);
        var series = await bench.RunAsync(cancellation);
        var name = save ? ResultFile.Name("growth", at) : null;
        if (name is not null)
        {
            foreach (var (picture, svg) in GrowthReport.Pictures(series, name)) await ResultFile.SaveAsync(picture, svg);
        }

        var balance = RowBalance.Sum(series.SelectMany(one => one.Points.Select(point => point.Balance)));
        var head = $"{Machine.Describe()}, {bench.Server}; load average before: {loadBefore}";
        return new BenchFindings(GrowthReport.Write(options, series, head, command, at, name), at, balance.Fault);
    }
}
