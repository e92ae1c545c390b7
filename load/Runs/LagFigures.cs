using System.Globalization;

namespace Analytics.Load.Runs;

/// <summary>
/// How long events needed from when their POST was meant to begin until the API showed them, by id or in a summary, in milliseconds. Those that were not visible
/// within <see cref="LagProbe.WaitLimit"/>, or were never taken, count with it.
/// </summary>
sealed record LagFigures(long Probes, long NotSeen, double P50Ms, double P99Ms, double MaxMs)
{
    /// <summary>For reports.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Probes:N0} probes: p50 {P50Ms:N0} ms, p99 {P99Ms:N0} ms, longest {MaxMs:N0} ms{(NotSeen > 0 ? $"; {NotSeen} not seen within {LagProbe.WaitLimit.TotalSeconds:0} s" : "")}");

    public static LagFigures None { get; } = new(0, 0, 0, 0, 0);
}
