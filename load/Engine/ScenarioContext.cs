using Analytics.Load.Measurements;
using NBomber.Contracts;

namespace Analytics.Load.Engine;

/// <summary>One request's context.</summary>
sealed class ScenarioContext(int invocationNumber, long plannedAt, CancellationTokenSource stop) : IScenarioContext, IPlannedStart
{
    public int InvocationNumber => invocationNumber;

    public long PlannedAt => plannedAt;

    /// <summary>Why the test was stopped, if it was through this context.</summary>
    public string? StopReason { get; private set; }

    public void StopCurrentTest(string reason)
    {
        StopReason = reason;
        stop.Cancel();
    }
}
