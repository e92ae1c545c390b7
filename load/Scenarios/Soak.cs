using Analytics.Load.Runs;
using NBomber.Contracts;

namespace Analytics.Load.Scenarios;

/// <summary>
/// Mixed traffic for hours, after a slow beginning: what leaks shows in the plots. A single request that fails in hours is a
/// finding: fewer failures than elsewhere end it.
/// </summary>
static class Soak
{
    public const string Name = "Soak";

    /// <summary>See <see cref="LoadProfile.FailureLimit"/>.</summary>
    public const int FailureLimit = 500;

    public static ScenarioProps[] Create(LoadRun run) => MixedTraffic.Create(run);
}
