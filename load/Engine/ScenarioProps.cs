namespace NBomber.Contracts;

/// <summary>A scenario as it is declared: what one request does, and how many come when.</summary>
sealed record ScenarioProps(string ScenarioName, Func<IScenarioContext, Task<IResponse>> Run)
{
    public Func<IScenarioInitContext, Task> Init { get; init; } = _ => Task.CompletedTask;

    public Func<IScenarioInitContext, Task> Clean { get; init; } = _ => Task.CompletedTask;

    public IReadOnlyList<LoadSimulation> LoadSimulations { get; init; } = [];

    /// <summary>So many failed requests end the test. The default is the package's.</summary>
    public int MaxFailCount { get; init; } = 5_000;

    public TimeSpan PlannedDuration => LoadSimulations.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.During);
}
