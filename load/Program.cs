using System.CommandLine;
using Analytics.Load.Bench;
using Analytics.Load.Import;
using Analytics.Load.Runs;
using Analytics.Load.Seed;

// A room a verb: Import/ brings a file to a running system, Seed/ made-up events, Bench/ measures one, Runs/ puts one under load.
var root = new RootCommand("Brings events to a running Analytics system, and measures it.")
{
    ImportCommand.Create(),
    SeedCommand.Create(),
    LoadCommand.Create(),
    BenchCommand.Create(),
    EmptyEndpointCommand.Create(),
};

// After Ctrl-C a benchmark still deletes its rows and a load run still asks for its ledger, which takes longer than the 2 s that are given by default.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });
