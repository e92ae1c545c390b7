using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Analytics.Data.Telemetry;

/// <summary>Keeps the text of the last collection. It is pulled: nothing is collected before somebody scrapes.</summary>
[ExportModes(ExportModes.Pull)]
sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    readonly Lock scraping = new();
    string text = "";

    /// <summary>Set by the reader that this is given to.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>What all instruments say now. One at a time: a collection writes into the exporter's own field.</summary>
    public string Scrape()
    {
        lock (scraping)
        {
            Collect?.Invoke(Timeout.Infinite);
            return text;
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        text = PrometheusText.Of(batch);
        return ExportResult.Success;
    }
}
