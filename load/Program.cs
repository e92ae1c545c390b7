using System.CommandLine;
using Analytics.Load.Bench;
using Analytics.Load.Import;

// A room a verb: Import/ brings a file to a running system, Bench/ measures one.
var root = new RootCommand("Brings events to a running Analytics system, and measures it.")
{
    ImportCommand.Create(),
    BenchCommand.Create(),
    EmptyEndpointCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
