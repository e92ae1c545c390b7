namespace Ingest.Api.Health;

/// <summary><c>ready</c>; <c>degraded</c> when something is away that we can do without; <c>unready</c> when something that we need is.</summary>
sealed record ReadinessReport(string Status, OrderedDictionary<string, DependencyState> Dependencies)
{
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
