using System.Diagnostics.Metrics;
using System.Globalization;
using System.Threading.Channels;

namespace Ingest.Api.Tests.Summaries;

/// <summary>The objectives for summaries (deploy/prometheus) tell kept answers from those that are computed by this tag.</summary>
public sealed class AnswerSourceMetricTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_duration_of_a_request_says_where_its_answer_came_from()
    {
        await using var host = await ReadingHost.StartedAsync();
        var measured = Channel.CreateUnbounded<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "http.server.request.duration" && instrument.Meter.Scope == host.Meters) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => measured.Writer.TryWrite(string.Join(
            ' ', tags.ToArray().Where(tag => tag.Key is "http.route" or "http.response.status_code" or "answer_source")
                .OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Value}")))));
        listener.Start();

        await host.GetAsync("/accounts/a/summary");
        Assert.Equal("rollup 200 /accounts/{account_id}/summary", await NextAsync());
        await host.GetAsync("/accounts/a/summary");
        Assert.Equal("cache 200 /accounts/{account_id}/summary", await NextAsync());
        await host.GetAsync("/health/live");
        Assert.Equal("200 /health/live", await NextAsync());

        Task<string> NextAsync() => measured.Reader.ReadAsync().AsTask().WaitAsync(Patience);
    }
}
