namespace NBomber.Contracts;

/// <summary>What a scenario's beginning and end are given.</summary>
interface IScenarioInitContext
{
    ScenarioInfo ScenarioInfo { get; }
}
