using System.CommandLine;

namespace Analytics.Load.Bench;

/// <summary><c>bench fairness</c>: whether one large account keeps the small ones waiting.</summary>
static class FairnessCommand
{
    public static Command Create()
    {
        var url = LoopbackUrl.Create();
        var key = ApiKeyOption.Create();
        var small = BoundedOption.Create("--small-requests", "Requests a minute of the small accounts together, ten events in each.", 3_000, 60, 60_000);
        var seconds = BoundedOption.Create("--seconds", "Seconds of each half of a round.", 20, 2, 600);
        var rounds = BoundedOption.Create("--rounds", "Times that the two are measured, in turns.", 3, 1, 20);
        var save = new Option<bool>("--save") { Description = "Also write the report to load/results/." };
        var command = new Command("fairness", "Small accounts alone, and beside one that sends nine of ten events. The events stay there.") { url, key, small, seconds, rounds, save };
        command.SetAction((parsed, cancellation) => BenchRun.RunAsync("fairness", parsed.GetValue(save), async () =>
        {
            var options = new FairnessOptions(LoopbackUrl.Read(parsed.GetValue(url)!), parsed.GetValue(key))
            {
                SmallRequests = parsed.GetValue(small),
                Seconds = parsed.GetValue(seconds),
                Rounds = parsed.GetValue(rounds),
            };
            var (at, before) = (TimeProvider.System.GetUtcNow(), Machine.LoadAverage());
            var results = await new FairnessBench(options, TimeProvider.System, Console.Error.WriteLine).RunAsync(cancellation);
            var report = FairnessReport.Write(options, results, TypedCommand.Of(parsed), Machine.Describe(), before, at);
            return new BenchFindings(report, at, results.SelectMany(round => round.Faults).FirstOrDefault());
        }, cancellation));
        return command;
    }
}
