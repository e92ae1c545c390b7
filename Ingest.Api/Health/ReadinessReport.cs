using System.Text.Json.Serialization;

namespace Ingest.Api.Health;

/// <summary>
/// <c>ready</c>; <c>degraded</c> when something is away that we can do without; <c>unready</c> when something that we need is;
/// <c>stopping</c> when the process was told to end.
/// </summary>
sealed record ReadinessReport(string Status, OrderedDictionary<string, DependencyState> Dependencies)
{
    public static readonly ReadinessReport Stopping = new("stopping", []);

    [JsonIgnore]
    public bool IsReady => Status is "ready" or "degraded";

    /// <summary>Sums up what the probes said, in their order.</summary>
    public static ReadinessReport Of(IEnumerable<(DependencyProbe probe, DependencyState state)> results)
    {
        var states = new OrderedDictionary<string, DependencyState>();
        var status = "ready";
        foreach (var (probe, state) in results)
        {
            states[probe.Name] = state;
            if (state.IsUp || status == "unready") continue;
            status = probe.Required ? "unready" : "degraded";
        }

        return new(status, states);
    }
}
