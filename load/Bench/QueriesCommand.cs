using System.CommandLine;

namespace Analytics.Load.Bench;

/// <summary><c>bench queries</c>: cold summaries against raw rows, and large accounts against small ones.</summary>
static class QueriesCommand
{
    const string Postgres = "ConnectionStrings__Postgres";

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
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Environment.GetEnvironmentVariable(Postgres) is not { Length: > 0 } postgres) return await ExitCode.FailAsync(ExitCode.BadInput, $"{Postgres} is not set.");
            var options = new QueriesOptions(postgres)
            {
                Events = parsed.GetValue(events),
                Users = parsed.GetValue(users),
                Rounds = parsed.GetValue(rounds),
                RawRounds = parsed.GetValue(rawRounds),
                Database = parsed.GetValue(keep),
            };
            try
            {
                var at = TimeProvider.System.GetUtcNow();
                var bench = new QueriesBench(options, Console.Error.WriteLine);
                var results = await bench.RunAsync(cancellation);
                var report = QueriesReport.Write(options, results, bench.BytesPerEvent, TypedCommand.Of(parsed), Machine.Describe(), at);
                await Console.Out.WriteLineAsync(report);
                if (parsed.GetValue(save)) await ResultFile.SaveAsync("queries", report, at);
                return ExitCode.Done;
            }
            catch (BenchFailedException failed)
            {
                return await ExitCode.FailAsync(ExitCode.NotDone, failed.Message);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return await ExitCode.FailAsync(ExitCode.NotDone, "Interrupted.");
            }
        });
        return command;
    }
}
