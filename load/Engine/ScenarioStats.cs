namespace NBomber.Contracts.Stats;

/// <summary>What one scenario's requests did.</summary>
sealed record ScenarioStats(string ScenarioName, MeasurementStats Ok, MeasurementStats Fail, TimeSpan Duration);
