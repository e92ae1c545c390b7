using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Declares scenarios.</summary>
static class Scenario
{
    public static ScenarioProps Create(string name, Func<IScenarioContext, Task<IResponse>> run) => new(name, run);

    /// <summary>Runs before any scenario's first request.</summary>
    public static ScenarioProps WithInit(this ScenarioProps scenario, Func<IScenarioInitContext, Task> init) => scenario with { Init = init };

    /// <summary>Runs after every scenario's last answer.</summary>
    public static ScenarioProps WithClean(this ScenarioProps scenario, Func<IScenarioInitContext, Task> clean) => scenario with { Clean = clean };

    /// <summary>This engine never warms up; the package does unless it is told this.</summary>
    public static ScenarioProps WithoutWarmUp(this ScenarioProps scenario) => scenario;

    /// <summary>One after the other.</summary>
    public static ScenarioProps WithLoadSimulations(this ScenarioProps scenario, params LoadSimulation[] loadSimulations) =>
        scenario with { LoadSimulations = loadSimulations };

    public static ScenarioProps WithMaxFailCount(this ScenarioProps scenario, int failCount) => scenario with { MaxFailCount = failCount };
}
