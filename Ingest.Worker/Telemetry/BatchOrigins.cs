using System.Diagnostics;
using Analytics.Contracts;
using MassTransit;

namespace Ingest.Worker.Telemetry;

/// <summary>Which spans published the messages of a batch.</summary>
sealed class BatchOrigins
{
    /// <summary>What a .NET service that publishes on the bus itself is traced by, when it lets MassTransit do so.</summary>
    const string MassTransitHeader = "MT-Activity-Id";

    readonly List<ActivityContext> spans = [];

    public IReadOnlyList<ActivityContext> Spans => spans;

    /// <summary>Reads a message's headers. What is no trace is left out: anyone on the bus may write them.</summary>
    public void Add(Headers headers)
    {
        var written = headers.Get<string>(IngestQueue.TraceHeader) ?? headers.Get<string>(MassTransitHeader);
        if (ActivityContext.TryParse(written, null, isRemote: true, out var span) && !spans.Contains(span)) spans.Add(span);
    }
}
