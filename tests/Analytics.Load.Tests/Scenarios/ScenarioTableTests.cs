using Analytics.Load.Engine;
using Analytics.Load.Runs;
using Analytics.Load.Scenarios;
using NBomber.Contracts;

namespace Analytics.Load.Tests.Scenarios;

public class ScenarioTableTests
{
    static ScenarioProps[] Scenarios(LoadProfile profile)
    {
        using var api = new LoadApi(new Uri("http://127.0.0.1:1/"), key: null, TimeProvider.System);
        return ScenarioTable.Create(new LoadRun(profile, api, "test", TimeProvider.System, default));
    }

    static int Arrivals(ScenarioProps scenario)
    {
        var (sum, before) = (0, 0);
        foreach (var one in scenario.LoadSimulations)
        {
            sum += ArrivalSchedule.Of(one, before).Count();
            before = one.Amount;
        }

        return sum;
    }

    [Fact]
    public void Every_shipped_profile_is_a_load_that_can_run_for_as_long_as_it_says()
    {
        foreach (var profile in ProfileFile.Names.Select(ProfileFile.Open))
        {
            var run = profile.Search is { } search ? profile with { RequestsPerMinute = search.FirstRequestsPerMinute, Seconds = search.StepSeconds } : profile;
            Assert.All(Scenarios(run), scenario =>
            {
                Assert.All(scenario.LoadSimulations, one => Assert.Null(one.Fault));
                Assert.Equal(run.Length, scenario.PlannedDuration);
                Assert.Equal(run.FailureLimit, scenario.MaxFailCount);
            });
        }
    }

    [Fact]
    public void Of_mixed_traffic_two_of_three_requests_record_events_and_together_they_are_the_rate()
    {
        var scenarios = Scenarios(ProfileFile.Open("normal"));
        Assert.Equal(["record_events", "read_summaries"], scenarios.Select(scenario => scenario.ScenarioName));
        Assert.InRange(Arrivals(scenarios[0]), 1_666, 1_668); // two thirds of 500 a minute in five
        Assert.InRange(Arrivals(scenarios[1]), 832, 834);
    }

    [Fact]
    public void A_burst_is_ten_times_as_much_between_two_calm_stretches()
    {
        var record = Scenarios(ProfileFile.Open("burst"))[0];
        var counts = record.LoadSimulations.Select(one => ArrivalSchedule.Of(one, amountBefore: 0).Count()).ToList();
        Assert.Equal([30, 60, 30], record.LoadSimulations.Select(one => (int)one.During.TotalSeconds));
        Assert.Equal(counts[0], counts[2]);
        Assert.InRange(counts[1], 19.9 * counts[0], 20.1 * counts[0]); // ten times the rate for twice as long
    }
}
