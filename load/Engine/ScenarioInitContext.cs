using NBomber.Contracts;

namespace Analytics.Load.Engine;

/// <inheritdoc/>
sealed record ScenarioInitContext(ScenarioInfo ScenarioInfo) : IScenarioInitContext;
