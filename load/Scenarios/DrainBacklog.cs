using Analytics.Load.Runs;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Analytics.Load.Scenarios;

/// <summary>
/// Posts as fast as the API takes it, some copies one request after the other, while workers store it; what they leave in the queue, and how
/// long they then need, is what the ledger says at the end. A closed model on purpose: its rate is a result. How long they need for what
/// came while they were away is <c>bench drain</c>'s to say.
/// </summary>
static class DrainBacklog
{
    public const string Name = "DrainBacklog";

    public static ScenarioProps Create(LoadRun run) =>
        RecordEvents.Create(run, [Simulation.KeepConstant(copies: run.Profile.Copies, during: run.Profile.Length)]);
}
