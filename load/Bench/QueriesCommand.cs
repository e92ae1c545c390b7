using System.CommandLine;

namespace Analytics.Load.Bench;

/// <summary><c>bench queries</c>: cold summaries against raw rows, and large accounts against small ones.</summary>
static class QueriesCommand
{
    public static Command Create()
    {
        var events = BoundedOption.Create("--events", "Events of the large account; the small one has a tenth.", 10_000_000, 10_000, 50_000_000);
        var users = BoundedOption.Create("--users", "Users of each account.", 5_000, 1, 1_000_000);
        var rounds = BoundedOption.Create("--rounds", "Times that each summary is read.", 50, 1, 10_000);
        var rawRounds = BoundedOption.Create("--raw-rounds", "Times that it is computed from raw rows.", 3, 1, 100);
        var keep = new Option<string?>("--keep") { Description = "Keep the database, under this name (lower case), and measure it again without filling it when it is there, filled by this benchmark with as many events and users." };
        var save = new Option<bool>("--save") { Description = "Also write the report to load/results/." };
        var command = new Command("queries", "Cold summaries of seven days against raw rows. Fills a database of its own on the running PostgreSQL, and drops it.")
        {
            events, users, rounds, rawRounds, keep, save,
        };
        command.SetAction((parsed, cancellation) => BenchRun.RunAsync("queries", parsed.GetValue(save), async () =>
        {
            var options = new QueriesOptions(PostgresVariable.Read())
            {
                Events = parsed.GetValue(events),
                Users = parsed.GetValue(users),
                Rounds = parsed.GetValue(rounds),
                RawRounds = parsed.GetValue(rawRounds),
                Database = parsed.GetValue(keep),
            };
            var at = TimeProvider.System.GetUtcNow();
            var bench = new QueriesBench(options, Console.Error.WriteLine);
            var results = await bench.RunAsync(cancellation);
            return new BenchFindings(QueriesReport.Write(options, results, bench.BytesPerEvent, TypedCommand.Of(parsed), Machine.Describe(), at), at);
        }, cancellation));
        return command;
    }
}
