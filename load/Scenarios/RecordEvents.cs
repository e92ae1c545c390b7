using Analytics.Load.Runs;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Analytics.Load.Scenarios;

/// <summary>Posts events, <c>events_per_request</c> in each: single ones, tens, hundreds or thousands.</summary>
static class RecordEvents
{
    public const string Name = "RecordEvents";

    public static ScenarioProps Create(LoadRun run) => Create(run, ArrivalPace.RisingThenSteady(
        run.Profile.RequestsPerMinute, TimeSpan.FromSeconds(run.Profile.RampSeconds), run.Profile.Length));

    /// <summary>The same under a load of the caller's.</summary>
    public static ScenarioProps Create(LoadRun run, LoadSimulation[] load, double firstAccountShare = 0) =>
        Scenario.Create(run.Recorded.Name, context => run.RecordAsync(context, run.Profile.EventsPerRequest, firstAccountShare))
            .WithoutWarmUp()
            .WithMaxFailCount(run.Profile.FailureLimit)
            .WithLoadSimulations(load);
}
