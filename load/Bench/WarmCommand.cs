using System.CommandLine;

namespace Analytics.Load.Bench;

/// <summary><c>bench warm</c>: summaries that were asked for before, against an empty GET endpoint.</summary>
static class WarmCommand
{
    const string Postgres = "ConnectionStrings__Postgres";

    public static Command Create()
    {
        var url = new Option<string>("--url") { Description = "Where the API listens; this machine only.", DefaultValueFactory = _ => ApiAddress.FromEnvironment() };
        var key = ApiKeyOption.Create();
        var seconds = BoundedOption.Create("--seconds", "Seconds of each half of a round.", 8, 1, 120);
        var connections = BoundedOption.Create("--connections", "Connections that ask.", 64, 1, 2_048);
        var rounds = BoundedOption.Create("--rounds", "Times that both are measured, in turns.", 3, 1, 20);
        var save = new Option<bool>("--save") { Description = "Also write the report to load/results/." };
        var command = new Command("warm", "Summaries that were asked for before, against an empty GET endpoint. Needs a running system.") { url, key, seconds, connections, rounds, save };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!ApiAddress.TryParse(parsed.GetValue(url)!, out var address) || !address.IsLoopback || address.Scheme != "http")
                return await ExitCode.FailAsync(ExitCode.BadInput, $"'{parsed.GetValue(url)}' is not an http address of this machine, and no other is put under load.");
            if (Environment.GetEnvironmentVariable(Postgres) is not { Length: > 0 } postgres)
                return await ExitCode.FailAsync(ExitCode.BadInput, $"{Postgres} is not set: the benchmark must see when events are stored.");
            var options = new WarmOptions(address, postgres)
            {
                Key = parsed.GetValue(key),
                Time = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Connections = parsed.GetValue(connections),
                Rounds = parsed.GetValue(rounds),
            };
            try
            {
                var at = TimeProvider.System.GetUtcNow();
                var results = await new WarmBench(options, TimeProvider.System, Console.Error.WriteLine).RunAsync(cancellation);
                var report = WarmReport.Write(options, results, TypedCommand.Of(parsed), Machine.Describe(), at);
                await Console.Out.WriteLineAsync(report);
                if (parsed.GetValue(save)) await ResultFile.SaveAsync("warm", report, at);
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
