using Analytics.Load.Measurements;
using NBomber.Contracts;

namespace Analytics.Load.Engine;

/// <summary>One request's context.</summary>
sealed class ScenarioContext(int invocationNumber, long plannedAt, CancellationTokenSource stop) : IScenarioContext, IPlannedStart
{
    public int InvocationNumber => invocationNumber;

    public long PlannedAt => plannedAt;

    /// <inheritdoc/>
    public void StopCurrentTest(string reason) => stop.Cancel();
}
