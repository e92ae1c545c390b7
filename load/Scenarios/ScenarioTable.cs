using Analytics.Load.Runs;
using NBomber.Contracts;

namespace Analytics.Load.Scenarios;

/// <summary>The scenarios by the names that profiles call them.</summary>
static class ScenarioTable
{
    static readonly Dictionary<string, Func<LoadRun, ScenarioProps[]>> Scenarios = new()
    {
        [RecordEvents.Name] = run => [RecordEvents.Create(run)],
        [ReadSummaries.Name] = run => [ReadSummaries.Create(run)],
        [MixedTraffic.Name] = MixedTraffic.Create,
        [DrainBacklog.Name] = run => [DrainBacklog.Create(run)],
        [WhaleAccount.Name] = WhaleAccount.Create,
        [Burst.Name] = Burst.Create,
        [Soak.Name] = Soak.Create,
    };

    public static IReadOnlyList<string> Names => [.. Scenarios.Keys];

    /// <summary>How many events must be stored before a scenario begins, which posts none itself.</summary>
    public static int EventsBefore(string scenario) => scenario == ReadSummaries.Name ? ReadSummaries.EventsToRead : 0;

    public static ScenarioProps[] Create(LoadRun run) => Scenarios[run.Profile.Scenario](run);
}
