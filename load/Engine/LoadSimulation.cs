namespace NBomber.Contracts;

/// <summary>A stretch of load.</summary>
/// <param name="Kind">What <paramref name="Amount"/> counts.</param>
/// <param name="Amount">Requests in each interval (at the stretch's end, when it ramps), or copies.</param>
/// <param name="Interval">Of the open kinds.</param>
/// <param name="During">The stretch's length; a second at least.</param>
sealed record LoadSimulation(SimulationKind Kind, int Amount, TimeSpan Interval, TimeSpan During)
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Why it cannot run, or null.</summary>
    public string? Fault =>
        Amount < 0 ? $"{Kind} has the negative amount {Amount}"
        : During < Shortest ? $"{Kind} lasts {During.TotalSeconds} s; a second is the least"
        : Kind != SimulationKind.KeepConstant && (Interval <= TimeSpan.Zero || Interval > During) ? $"{Kind} has an interval of {Interval.TotalSeconds} s in {During.TotalSeconds} s"
        : null;
}
