using Analytics.Load.Runs;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Analytics.Load.Scenarios;

/// <summary>
/// Posts as fast as the API takes it, some copies one request after the other, so that a queue builds up; how long the workers then
/// need is what the ledger says at the end. A closed model on purpose: its rate is a result.
/// </summary>
static class DrainBacklog
{
    public const string Name = "DrainBacklog";

    public static ScenarioProps Create(LoadRun run) =>
        RecordEvents.Create(run, [Simulation.KeepConstant(copies: run.Profile.Copies, during: run.Profile.Length)]);
}
