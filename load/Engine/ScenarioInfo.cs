namespace NBomber.Contracts;

/// <summary>Names a scenario.</summary>
sealed record ScenarioInfo(string ScenarioName, TimeSpan ScenarioDuration);
