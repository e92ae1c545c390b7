using System.CommandLine;

namespace Analytics.Load.Bench;

/// <summary><c>bench pipeline</c>: the whole line against bare COPY, single events against an empty endpoint.</summary>
static class PipelineCommand
{
    public static Command Create()
    {
        var url = LoopbackUrl.Create();
        var key = ApiKeyOption.Create();
        var events = BoundedOption.Create("--events", "Events through the whole line, each round.", 500_000, 1_000, 2_000_000);
        var batch = BoundedOption.Create("--batch", "Events in one POST.", 100, 1, 10_000);
        var connections = BoundedOption.Create("--connections", "Connections that post batches.", 16, 1, 1_024);
        var seconds = BoundedOption.Create("--seconds", "Seconds of single events, each round.", 8, 1, 120);
        var single = BoundedOption.Create("--single-connections", "Connections that post single events.", 256, 1, 2_048);
        var rounds = BoundedOption.Create("--rounds", "Times that each measurement is made, in turns.", 3, 1, 20);
        var keep = new Option<bool>("--keep") { Description = "Leave this run's rows in the database; else they are deleted." };
        var save = new Option<bool>("--save") { Description = "Also write the report to load/results/." };
        var command = new Command("pipeline", "The whole line against bare COPY, single events against an empty endpoint. Needs a running system.")
        {
            url, key, events, batch, connections, seconds, single, rounds, keep, save,
        };
        command.SetAction((parsed, cancellation) => BenchRun.RunAsync("pipeline", parsed.GetValue(save), async () =>
        {
            var options = new PipelineOptions(LoopbackUrl.Read(parsed.GetValue(url)!), PostgresVariable.Read())
            {
                Key = parsed.GetValue(key),
                Events = parsed.GetValue(events),
                Batch = parsed.GetValue(batch),
                Connections = parsed.GetValue(connections),
                SingleTime = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                SingleConnections = parsed.GetValue(single),
                Rounds = parsed.GetValue(rounds),
                Keep = parsed.GetValue(keep),
            };
            var at = TimeProvider.System.GetUtcNow();
            var result = await new PipelineBench(options, TimeProvider.System, Console.Error.WriteLine).RunAsync(cancellation);
            return new BenchFindings(PipelineReport.Write(options, result, TypedCommand.Of(parsed), Machine.Describe(), at), at, result.Balance.Fault);
        }, cancellation));
        return command;
    }
}
