using System.Globalization;
using Analytics.Load.Runs;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Analytics.Load.Scenarios;

/// <summary>
/// Asks for summaries of seven days: warm ones, which Redis has after the first, or cold ones, of ranges that begin a millisecond
/// apart, so that nobody asked for the same before.
/// </summary>
static class ReadSummaries
{
    public const string Name = "ReadSummaries";

    /// <summary>What is stored before the first is asked for.</summary>
    public const int EventsToRead = 20_000;

    public static ScenarioProps Create(LoadRun run) => Create(run, ArrivalPace.RisingThenSteady(
        run.Profile.RequestsPerMinute, TimeSpan.FromSeconds(run.Profile.RampSeconds), run.Profile.Length));

    /// <summary>The same under a load of the caller's, of accounts with what events they have.</summary>
    public static ScenarioProps Create(LoadRun run, LoadSimulation[] load)
    {
        var (asked, begin) = (0, run.MadeAt.AddDays(-7));
        return Scenario.Create(run.Read.Name, context =>
            {
                var number = Interlocked.Increment(ref asked);
                return run.ReadAsync(context, Path(run.Events.AccountOf(number), run.Profile.Cold ? begin.AddMilliseconds(-number) : null));
            })
            .WithoutWarmUp()
            .WithMaxFailCount(run.Profile.FailureLimit)
            .WithLoadSimulations(load);
    }

    static string Path(string account, DateTimeOffset? from) => from is { } begin
        ? string.Create(CultureInfo.InvariantCulture, $"accounts/{account}/summary?from={begin.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z&to={begin.UtcDateTime.AddDays(7):yyyy-MM-ddTHH:mm:ss.fff}Z")
        : $"accounts/{account}/summary?window=last_7d";
}
