using System.CommandLine;

namespace Analytics.Load.Bench;

/// <summary><c>bench warm</c>: summaries that were asked for before, against an empty GET endpoint.</summary>
static class WarmCommand
{
    public static Command Create()
    {
        var url = LoopbackUrl.Create();
        var key = ApiKeyOption.Create();
        var seconds = BoundedOption.Create("--seconds", "Seconds of each half of a round.", 8, 1, 120);
        var connections = BoundedOption.Create("--connections", "Connections that ask.", 64, 1, 2_048);
        var rounds = BoundedOption.Create("--rounds", "Times that both are measured, in turns.", 3, 1, 20);
        var save = new Option<bool>("--save") { Description = "Also write the report to load/results/." };
        var command = new Command("warm", "Summaries that were asked for before, against an empty GET endpoint. Needs a running system.") { url, key, seconds, connections, rounds, save };
        command.SetAction((parsed, cancellation) => BenchRun.RunAsync("warm", parsed.GetValue(save), async () =>
        {
            var options = new WarmOptions(LoopbackUrl.Read(parsed.GetValue(url)!), PostgresVariable.Read())
            {
                Key = parsed.GetValue(key),
                Time = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Connections = parsed.GetValue(connections),
                Rounds = parsed.GetValue(rounds),
            };
            var at = TimeProvider.System.GetUtcNow();
            var results = await new WarmBench(options, TimeProvider.System, Console.Error.WriteLine).RunAsync(cancellation);
            return new BenchFindings(WarmReport.Write(options, results, TypedCommand.Of(parsed), Machine.Describe(), at), at);
        }, cancellation));
        return command;
    }
}
