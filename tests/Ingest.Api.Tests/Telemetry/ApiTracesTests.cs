using System.Diagnostics;
using Ingest.Api.Telemetry;

namespace Ingest.Api.Tests.Telemetry;

public class ApiTracesTests
{
    static ActivityListener Listening() => new()
    {
        ShouldListenTo = source => source.Name == ApiTraces.SourceName,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    static Activity Request(ActivityTraceFlags flags = ActivityTraceFlags.Recorded)
    {
        var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        request.ActivityTraceFlags = flags;
        using (request.Start()) return request;
    }

    [Fact]
    public void Nothing_is_made_while_nobody_listens_and_a_frame_is_a_child_of_its_first_traced_request_and_linked_with_the_others()
    {
        using (Request())
        {
            Assert.Null(ApiTraces.Request);
            Assert.Null(ApiTraces.Publish([Request()], 1));
        }

        using var listener = Listening();
        ActivitySource.AddActivityListener(listener);
        var (unseen, first, second) = (Request(ActivityTraceFlags.None), Request(), Request());
        using (var frame = ApiTraces.Publish([unseen, first, null, second, first], 4)!)
        {
            Assert.Equal((first.TraceId, first.SpanId), (frame.TraceId, frame.ParentSpanId));
            Assert.Equal([unseen.SpanId, second.SpanId], frame.Links.Select(link => link.Context.SpanId));
            Assert.Equal(ActivityKind.Producer, frame.Kind);
        }

        using var alone = ApiTraces.Publish([null], 1)!;
        Assert.Equal((default, 0), (alone.ParentSpanId, alone.Links.Count()));

        using var crowded = ApiTraces.Publish(Enumerable.Range(0, 1_000).Select(_ => (Activity?)Request()), 1_000)!;
        Assert.Equal(ApiTraces.LinkLimit, crowded.Links.Count());
    }
}
