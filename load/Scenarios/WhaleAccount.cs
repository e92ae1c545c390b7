using Analytics.Load.Runs;
using NBomber.Contracts;

namespace Analytics.Load.Scenarios;

/// <summary>Mixed traffic in which nine of ten events are one account's: the others must not wait for it.</summary>
static class WhaleAccount
{
    public const string Name = "WhaleAccount";

    const double Share = 0.9;

    public static ScenarioProps[] Create(LoadRun run) =>
        MixedTraffic.Create(run, perMinute => [ArrivalPace.Steady(perMinute, run.Profile.Length)], Share);
}
