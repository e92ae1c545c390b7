using System.Diagnostics.Metrics;
using Ingest.Api.Events;
using Ingest.Api.Telemetry;
using Ingest.Api.Tests.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Ingest.Api.Tests.Telemetry;

public class ApiMetricsTests
{
    readonly List<string> counted = [];
    readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    List<string> Counted(ReadBody batch, EventsProblem? problem)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == factory) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => counted.Add($"{instrument.Name} {value} {(tags.IsEmpty ? "" : tags[0].Value)}".TrimEnd()));
        var metrics = new ApiMetrics(factory);
        listener.Start();
        metrics.Count(batch, problem);
        return counted;
    }

    [Fact]
    public void Confirmed_and_rejected_events_are_counted_the_latter_by_reason() => Assert.Equal(
        ["analytics.events.accepted 2", "analytics.events.rejected 1 not_an_object", "analytics.events.rejected 1 missing"],
        Counted(Some.Read($"[{Some.Event()},5,{Some.Event()},{{}}]"), null));

    [Fact]
    public void A_refused_request_is_counted_by_reason_and_so_are_the_events_that_were_read_of_it() => Assert.Equal(
        ["analytics.requests.refused 1 unconfirmed", "analytics.events.rejected 2 unconfirmed"],
        Counted(Some.Read($"[{Some.Event()},{Some.Event()}]"), new EventsProblem(RejectionReason.Unconfirmed)));

    [Fact]
    public void Every_reason_is_counted_from_zero_so_that_its_first_is_seen()
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Scope == factory) self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => { if (instrument.Name == "analytics.events.rejected") counted.Add($"{tags[0].Value} {value}"); });
        listener.Start();
        Assert.NotNull(new ApiMetrics(factory));
        Assert.Equal(Enum.GetValues<RejectionReason>().Where(reason => reason != RejectionReason.None).Select(reason => $"{Rejections.Row(reason).Code} 0"), counted);
    }
}
