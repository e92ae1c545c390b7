using System.CommandLine;
using Analytics.Contracts;
using Analytics.Load.Bench;
using Analytics.Load.Bench.Edge;

namespace Analytics.Load.Edge;

/// <summary><c>bench edge</c>: the pure parts of API and worker by BenchmarkDotNet, and frames to RabbitMQ against its client alone.</summary>
static class EdgeCommand
{
    const string RabbitMq = "ConnectionStrings__RabbitMq";

    public static RootCommand Create()
    {
        var filter = new Option<string>("--filter") { Description = "Only the parts whose name contains this; - for none.", DefaultValueFactory = _ => "" };
        var iterations = BoundedOption.Create("--iterations", "Measured iterations of each part.", 5, 1, 100);
        var milliseconds = BoundedOption.Create("--milliseconds", "Length of an iteration.", 100, 10, 5_000);
        var frames = BoundedOption.Create("--frames", "Frames to RabbitMQ, each round; 0 for none.", 1_000, 0, 20_000);
        var rounds = BoundedOption.Create("--rounds", "Rounds of frames.", 3, 1, 20);
        var save = new Option<bool>("--save") { Description = "Also write the report to load/results/." };
        var command = new RootCommand("The pure parts of API and worker against the least that the same bytes cost; frames to RabbitMQ against its client alone, for which the system must run.")
        {
            filter, iterations, milliseconds, frames, rounds, save,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var address = Environment.GetEnvironmentVariable(RabbitMq) is { Length: > 0 } said ? BrokerAddress.Parse(said) : null;
            if (address is null && parsed.GetValue(frames) > 0) return ExitCode.FailAsync(ExitCode.BadInput, $"{RabbitMq} is not set; --frames 0 does without.");
            return BenchRun.RunAsync("edge", parsed.GetValue(save), async () =>
            {
                var (at, loadBefore) = (TimeProvider.System.GetUtcNow(), Machine.LoadAverage());
                // First, since it fails at once where no broker is.
                var broker = parsed.GetValue(frames) == 0 ? null
                    : await new BrokerBench(address!, parsed.GetValue(frames), parsed.GetValue(rounds), Console.Error.WriteLine).RunAsync(cancellation);
                var figures = PureParts.Measure(parsed.GetValue(filter)!, parsed.GetValue(iterations), parsed.GetValue(milliseconds));
                var words = string.Join("", parsed.Tokens.Select(t => $" {t.Value}"));
                var method = $"BenchmarkDotNet, in the process: medians of {parsed.GetValue(iterations)} iterations of {parsed.GetValue(milliseconds)} ms.";
                return new BenchFindings(EdgeReport.Write(figures, broker, method, $"./dev bench edge{words}", Machine.Describe(), loadBefore, at), at);
            }, cancellation);
        });
        return command;
    }
}
