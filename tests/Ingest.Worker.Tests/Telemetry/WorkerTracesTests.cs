using System.Diagnostics;
using Analytics.Contracts;
using Ingest.Worker.Telemetry;
using MassTransit.Serialization;

namespace Ingest.Worker.Tests.Telemetry;

public class WorkerTracesTests
{
    const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public void Nothing_is_made_while_nobody_listens_and_a_batch_is_a_child_of_its_first_frame_and_linked_with_the_others()
    {
        Assert.Null(WorkerTraces.Origins());
        Assert.Null(WorkerTraces.Append(null, 1));

        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WorkerTraces.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var origins = WorkerTraces.Origins()!;
        foreach (var header in (string?[])[null, "what anyone may write", $"00-{Trace}-00f067aa0ba902b7-01", $"00-{Trace}-00f067aa0ba902b8-01", $"00-{Trace}-00f067aa0ba902b7-01"])
        {
            var headers = new DictionarySendHeaders();
            headers.Set(IngestQueue.TraceHeader, header);
            origins.Add(headers);
        }

        using var batch = WorkerTraces.Append(origins, 5)!;
        Assert.Equal((Trace, "00f067aa0ba902b7"), (batch.TraceId.ToHexString(), batch.ParentSpanId.ToHexString()));
        Assert.Equal(["00f067aa0ba902b8"], batch.Links.Select(link => link.Context.SpanId.ToHexString()));
    }
}
