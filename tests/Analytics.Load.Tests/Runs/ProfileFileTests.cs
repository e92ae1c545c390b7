using Analytics.Load.Runs;
using Analytics.Load.Scenarios;

namespace Analytics.Load.Tests.Runs;

public class ProfileFileTests
{
    const string Fields = """ "description": "d", "scenario": "MixedTraffic", "requests_per_minute": 60""";

    static string Refusal(string text) => Assert.Throws<ProfileException>(() => ProfileFile.Parse("mine", text)).Message;

    [Fact]
    public void Every_shipped_profile_can_be_run_and_every_scenario_is_in_one()
    {
        var profiles = ProfileFile.Names.Select(ProfileFile.Open).ToList();
        Assert.Subset(ProfileFile.Names.ToHashSet(), new HashSet<string> { "smoke", "normal", "peak", "max", "burst", "soak" });
        Assert.Equal(ScenarioTable.Names.Order(), profiles.Select(profile => profile.Scenario).Distinct().Order());
    }

    [Fact]
    public void What_a_profile_says_is_what_is_run()
    {
        var profile = ProfileFile.Parse("mine", "{" + Fields + """, "seconds": 7, "cold": true, "thresholds": {"lag_p99_ms": 12.5}, "search": {"step_seconds": 3}}""");
        Assert.Equal(("mine", "MixedTraffic", 60, 7, true), (profile.Name, profile.Scenario, profile.RequestsPerMinute, profile.Seconds, profile.Cold));
        Assert.Equal([KeyValuePair.Create("lag_p99_ms", 12.5)], profile.Thresholds);
        Assert.Equal((3, 50), (profile.Search!.StepSeconds, profile.Search.P99Ms));
    }

    [Fact]
    public void A_profile_that_is_not_there_is_named_with_those_that_are()
    {
        var message = Assert.Throws<ProfileException>(() => ProfileFile.Open("smok")).Message;
        Assert.Contains("'smok'", message, StringComparison.Ordinal);
        Assert.Contains("normal, peak", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"secunds": 1}""", "unknown field 'secunds'", "requests_per_minute, seconds")]
    [InlineData("""{"name": "x"}""", "unknown field 'name'", "description")]
    [InlineData("""{"search": {"steps": 1}}""", "unknown field 'search.steps'", "step_seconds")]
    [InlineData("""{"scenario": "Mixed"}""", "unknown scenario 'Mixed'", "RecordEvents, ReadSummaries")]
    [InlineData("""{"thresholds": {"p99": 1}}""", "unknown threshold 'p99'", "record_p99_ms")]
    [InlineData("""{"requests_per_minute": 1300000}""", "'requests_per_minute' is 1300000", "from 0 to 1200000")]
    [InlineData("""{"requests_per_minute": 0}""", "'requests_per_minute' must be said", "open model")]
    [InlineData("""{"in_flight_limit": 0}""", "'in_flight_limit' is 0", "from 1")]
    [InlineData("""{"seconds": "long"}""", "cannot be understood", "seconds")]
    [InlineData("""{"description": null}""", "cannot be understood", "description")]
    [InlineData("""{"scenario": null}""", "cannot be understood", "scenario")]
    [InlineData("""{"thresholds": null}""", "cannot be understood", "thresholds")]
    public void A_slip_is_named_with_what_there_is(string slip, string named, string offered)
    {
        var slips = System.Text.Json.Nodes.JsonNode.Parse(slip)!.AsObject();
        var whole = System.Text.Json.Nodes.JsonNode.Parse($"{{{Fields}}}")!.AsObject();
        foreach (var (field, value) in slips) whole[field] = value?.DeepClone();
        var message = Refusal(whole.ToJsonString());
        Assert.Contains("'mine'", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
        Assert.Contains(offered, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_profile_at_all_is_refused()
    {
        Assert.Contains("not a JSON object", Refusal("[]"), StringComparison.Ordinal);
        Assert.Contains("cannot be understood", Refusal("{"), StringComparison.Ordinal);
        Assert.Contains("cannot be understood", Refusal("""{"scenario": "Soak", "scenario": "Burst"}"""), StringComparison.Ordinal);
        Assert.Contains("no 'description'", Refusal("""{"scenario": "Soak"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_changes_a_profile_within_the_same_bounds()
    {
        var peak = ProfileFile.Open("peak");
        var changed = ProfileOverrides.Apply(peak, seconds: 8, requestsPerMinute: 600, eventsPerRequest: null, accounts: 3);
        Assert.Equal((8, 2, 600, peak.EventsPerRequest, 3), (changed.Seconds, changed.RampSeconds, changed.RequestsPerMinute, changed.EventsPerRequest, changed.Accounts));
        Assert.Equal(5, ProfileOverrides.Apply(ProfileFile.Open("max"), 5, null, null, null).Search!.StepSeconds);
        Assert.Throws<ProfileException>(() => ProfileOverrides.Apply(peak, null, 2_000_000, null, null));
    }
}
