using Analytics.Load.Runs;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Analytics.Load.Scenarios;

/// <summary>
/// Mixed traffic for hours, after a slow beginning: what leaks shows in the plots. A single request that fails in hours is a
/// finding, a broken system need not be asked to the end: some failures end it.
/// </summary>
static class Soak
{
    public const string Name = "Soak";

    const int FailureLimit = 500;

    public static ScenarioProps[] Create(LoadRun run) =>
        [.. MixedTraffic.Create(run).Select(scenario => scenario.WithMaxFailCount(FailureLimit))];
}
