using NBomber.Contracts;
using NBomber.CSharp;

namespace Analytics.Load.Tests.Engine;

public class NBomberContextTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    static ScenarioProps Some(string name) => Scenario.Create(name, context => Task.FromResult<IResponse>(Response.Ok()))
        .WithLoadSimulations(Simulation.Inject(rate: 1, interval: Second, during: Second));

    static string Refusal(params ScenarioProps[] scenarios) =>
        Assert.Throws<ArgumentException>(() => NBomberRunner.RegisterScenarios(scenarios).Run()).Message;

    [Fact]
    public void What_cannot_run_as_declared_is_refused_by_name()
    {
        Assert.Contains("no scenario", Refusal(), StringComparison.Ordinal);
        Assert.Contains("Two scenarios are named 'a'", Refusal(Some("a"), Some("a")), StringComparison.Ordinal);
        Assert.Contains("'a' has no load", Refusal(Some("a").WithLoadSimulations()), StringComparison.Ordinal);
        Assert.Contains("a second is the least", Refusal(Some("a").WithLoadSimulations(Simulation.KeepConstant(1, Second / 2))), StringComparison.Ordinal);
        Assert.Contains("interval", Refusal(Some("a").WithLoadSimulations(Simulation.Inject(1, 2 * Second, Second))), StringComparison.Ordinal);
        Assert.Contains("negative", Refusal(Some("a").WithLoadSimulations(Simulation.Inject(-1, Second, Second))), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_scenario_begins_and_ends_around_all_requests()
    {
        var course = new List<string>();
        ScenarioProps Noting(string name) => Scenario.Create(name, context =>
            {
                lock (course) course.Add($"{name} request");
                return Task.FromResult<IResponse>(Response.Ok());
            })
            .WithInit(init =>
            {
                course.Add($"{init.ScenarioInfo.ScenarioName} begins");
                return Task.CompletedTask;
            })
            .WithClean(clean =>
            {
                course.Add($"{clean.ScenarioInfo.ScenarioName} ends");
                return Task.CompletedTask;
            })
            .WithLoadSimulations(Simulation.Inject(rate: 1, interval: Second, during: Second));
        var stats = NBomberRunner.RegisterScenarios(Noting("a"), Noting("b")).WithTestName("t").WithoutReports().Run();
        Assert.Equal(["a", "b"], stats.ScenarioStats.Select(one => one.ScenarioName));
        Assert.Equal(["a begins", "b begins"], course[..2]);
        Assert.Equal(["a request", "b request"], course[2..4].Order());
        Assert.Equal(["a ends", "b ends"], course[4..]);
    }
}
