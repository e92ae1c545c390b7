using Analytics.Load.Runs;
using NBomber.Contracts;

namespace Analytics.Load.Scenarios;

/// <summary>Two of three requests post events, one asks for a summary; at the same time, in the shares of the load script this one replaces.</summary>
static class MixedTraffic
{
    public const string Name = "MixedTraffic";

    public static ScenarioProps[] Create(LoadRun run) => Create(run, perMinute => ArrivalPace.RisingThenSteady(
        perMinute, TimeSpan.FromSeconds(run.Profile.RampSeconds), run.Profile.Length));

    /// <param name="run">The run.</param>
    /// <param name="load">The load for one of the two, whose requests a minute it is given.</param>
    /// <param name="firstAccountShare">See <see cref="RunEvents.Make"/>.</param>
    public static ScenarioProps[] Create(LoadRun run, Func<double, LoadSimulation[]> load, double firstAccountShare = 0)
    {
        var perMinute = run.Profile.RequestsPerMinute;
        return
        [
            RecordEvents.Create(run, load(perMinute * 2 / 3.0), firstAccountShare),
            ReadSummaries.Create(run, load(perMinute / 3.0)),
        ];
    }
}
