using System.CommandLine;
using Analytics.Load;
using Analytics.Load.Bench;
using Analytics.Load.Import;
using Analytics.Load.Runs;
using Analytics.Load.Seed;

// A room a verb: Import/ brings a file to a running system, Seed/ made-up events, Bench/ measures one, Runs/ puts one under load.
using var interrupts = new Interrupts();
var root = new RootCommand("Brings events to a running Analytics system, and measures it.")
{
    ImportCommand.Create(),
    SeedCommand.Create(),
    LoadCommand.Create(interrupts.Second),
    BenchCommand.Create(),
    EmptyEndpointCommand.Create(),
};

return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interrupts.First);
