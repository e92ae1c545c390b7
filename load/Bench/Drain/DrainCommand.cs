using System.CommandLine;

namespace Analytics.Load.Bench.Drain;

/// <summary><c>bench drain</c>: how long workers need for what was queued while none ran.</summary>
static class DrainCommand
{
    public static Command Create()
    {
        var events = BoundedOption.Create("--events", "Events that are queued while no worker runs.", 1_000_000, 1_000, 5_000_000);
        var workers = BoundedOption.Create("--workers", "Workers that are then started.", 1, 1, 16);
        var save = new Option<bool>("--save") { Description = "Also write the report to load/results/." };
        var command = new Command("drain", "Events queued while no worker runs, and the time until workers have stored them. Stops the workers of the system it runs on; ./dev gives it one of its own.")
        {
            events, workers, save,
        };
        command.SetAction((parsed, cancellation) => BenchRun.RunAsync("drain", parsed.GetValue(save), async () =>
        {
            var options = new DrainOptions(
                LoopbackUrl.Read(ApiAddress.FromEnvironment()),
                PostgresVariable.Read(),
                Environment.GetEnvironmentVariable(ApiKeyOption.Variable),
                parsed.GetValue(events),
                parsed.GetValue(workers));
            var (at, loadBefore) = (TimeProvider.System.GetUtcNow(), Machine.LoadAverage());
            var result = await new DrainBench(options, TimeProvider.System, Console.Error.WriteLine).RunAsync(cancellation);
            return new BenchFindings(DrainReport.Write(options, result, Machine.Describe(), loadBefore, TypedCommand.Of(parsed), at), at, result.Balance.Fault);
        }, cancellation));
        return command;
    }
}
