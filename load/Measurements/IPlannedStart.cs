namespace Analytics.Load.Measurements;

/// <summary>A request's context that knows when the request was meant to start. The engine's own has it; the package's has not.</summary>
interface IPlannedStart
{
    /// <summary>A timestamp of the run's clock.</summary>
    long PlannedAt { get; }
}
