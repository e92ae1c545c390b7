using System.Diagnostics;

namespace Analytics.Data.Telemetry;

/// <summary>The store's part of a trace. Npgsql shows the statements and the COPY by itself; the commit it does not.</summary>
static class StoreTraces
{
    public const string SourceName = "Analytics.Data";

    static readonly ActivitySource Source = new(SourceName);

    /// <summary>Around the commit of a batch; null when nobody listens.</summary>
    public static Activity? Commit() => Source.StartActivity("commit", ActivityKind.Client);
}
