using System.CommandLine;
using Analytics.Load.Bench.Drain;
using Analytics.Load.Bench.Growth;
using Analytics.Load.Bench.Store;

namespace Analytics.Load.Bench;

/// <summary><c>bench</c>: a subcommand a benchmark.</summary>
static class BenchCommand
{
    public static Command Create() => new("bench", "Measures a running system against what its parts can do alone.")
    {
        ClientCommand.Create(),
        DrainCommand.Create(),
        FairnessCommand.Create(),
        GrowthCommand.Create(),
        PipelineCommand.Create(),
        QueriesCommand.Create(),
        StoreCommand.Create(),
        WarmCommand.Create(),
    };
}
