using Analytics.Load.Engine;
using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

/// <summary>The scenarios of one test, and its run from the first beginning to the last answer.</summary>
sealed record NBomberContext(IReadOnlyList<ScenarioProps> Scenarios)
{
    public string TestSuite { get; init; } = "";

    public string TestName { get; init; } = "";

    public async Task<NodeStats> RunAsync(TimeProvider clock)
    {
        Check();
        foreach (var scenario in Scenarios) await scenario.Init(InitContext(scenario));
        var started = clock.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var stats = await Task.WhenAll(Scenarios.Select(scenario => new ScenarioRunner(scenario, stop, clock).RunAsync()));
        var took = clock.GetElapsedTime(started);
        foreach (var scenario in Scenarios) await scenario.Clean(InitContext(scenario));
        return new NodeStats(stats, took);
    }

    static ScenarioInitContext InitContext(ScenarioProps scenario) => new(new ScenarioInfo(scenario.ScenarioName, scenario.PlannedDuration));

    void Check()
    {
        if (Scenarios.Count == 0) throw new ArgumentException("There is no scenario to run.");
        foreach (var scenario in Scenarios)
        {
            if (scenario.LoadSimulations.Count == 0) throw new ArgumentException($"Scenario '{scenario.ScenarioName}' has no load.");
            if (scenario.LoadSimulations.Select(one => one.Fault).FirstOrDefault(fault => fault is not null) is { } fault)
                throw new ArgumentException($"Scenario '{scenario.ScenarioName}': {fault}.");
        }

        if (Scenarios.GroupBy(s => s.ScenarioName).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two scenarios are named '{twice.Key}'.");
    }
}
