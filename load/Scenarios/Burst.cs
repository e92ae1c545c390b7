using Analytics.Load.Runs;
using NBomber.Contracts;

namespace Analytics.Load.Scenarios;

/// <summary>Mixed traffic that is <c>burst_factor</c> times as much for <c>burst_seconds</c>, with <c>seconds</c> of calm before and after.</summary>
static class Burst
{
    public const string Name = "Burst";

    public static ScenarioProps[] Create(LoadRun run)
    {
        var (calm, burst) = (TimeSpan.FromSeconds(run.Profile.Seconds), TimeSpan.FromSeconds(run.Profile.BurstSeconds));
        return MixedTraffic.Create(run, perMinute =>
        [
            ArrivalPace.Steady(perMinute, calm),
            ArrivalPace.Steady(perMinute * run.Profile.BurstFactor, burst),
            ArrivalPace.Steady(perMinute, calm),
        ]);
    }
}
