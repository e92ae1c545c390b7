using System.CommandLine;

namespace Analytics.Load.Bench.Store;

/// <summary><c>bench store</c>: the workers' store against bare COPY.</summary>
static class StoreCommand
{
    public static Command Create()
    {
        var batches = NumbersOption.Create("--batches", "Rows in a batch.", [1, 100, 1_000, 5_000], 1, 100_000);
        var duplicates = NumbersOption.Create("--duplicates", "Rows of a hundred that are stored already.", [0, 50, 100], 0, 100);
        var rows = BoundedOption.Create("--rows", "Most rows of one measurement.", 100_000, 1, 5_000_000);
        var rounds = BoundedOption.Create("--rounds", "Times that each is measured.", 3, 1, 100);
        var save = new Option<bool>("--save") { Description = "Also write the report to load/results/." };
        var command = new Command("store", "Batches through the workers' store against bare COPY. In a database of its own on the running PostgreSQL, which it drops.")
        {
            batches, duplicates, rows, rounds, save,
        };
        command.SetAction((parsed, cancellation) => BenchRun.RunAsync("store", parsed.GetValue(save), async () =>
        {
            var options = new StoreOptions(PostgresVariable.Read())
            {
                Batches = parsed.GetValue(batches)!,
                Duplicates = parsed.GetValue(duplicates)!,
                Rows = parsed.GetValue(rows),
                Rounds = parsed.GetValue(rounds),
            };
            var (at, loadBefore) = (TimeProvider.System.GetUtcNow(), Machine.LoadAverage());
            var bench = new StoreBench(options, TimeProvider.System, Console.Error.WriteLine);
            var cells = await bench.RunAsync(cancellation);
            return new BenchFindings(StoreReport.Write(options, cells, TypedCommand.Of(parsed), Machine.Describe(), bench.Server, loadBefore, at), at);
        }, cancellation));
        return command;
    }
}
