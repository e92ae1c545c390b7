using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Analytics.Data.Telemetry;

/// <summary>Writes measurements in Prometheus' text format, version 0.0.4. Metrics of the same name share one head, as the format asks.</summary>
static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All of a collection; times of measurement are left to whoever scrapes.</summary>
    public static string Of(in Batch<Metric> metrics)
    {
        var families = new SortedDictionary<string, List<Metric>>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            var name = PrometheusNames.Of(metric.Name, metric.Unit, metric.MetricType);
            if (!families.TryGetValue(name, out var family)) families.Add(name, family = []);
            if (family.Count == 0 || PrometheusNames.TypeOf(family[0].MetricType) == PrometheusNames.TypeOf(metric.MetricType)) family.Add(metric);
        }

        var text = new StringBuilder(16 * 1024);
        foreach (var (name, family) in families)
        {
            if (family[0].Description is { Length: > 0 } description) text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escaped(description, quotes: false)}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {PrometheusNames.TypeOf(family[0].MetricType)}\n");
            foreach (var metric in family)
            {
                foreach (ref readonly var point in metric.GetMetricPoints()) Append(text, name, metric.MetricType, point);
            }
        }

        return text.ToString();
    }

    static void Append(StringBuilder text, string name, MetricType type, in MetricPoint point)
    {
        var labels = LabelsOf(point);
        switch (type)
        {
            case MetricType.Histogram:
                AppendHistogram(text, name, labels, point);
                break;
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                AppendLine(text, name, labels, point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                AppendLine(text, name, labels, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                AppendLine(text, name, labels, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                AppendLine(text, name, labels, point.GetGaugeLastValueDouble());
                break;
        }
    }

    /// <summary>Prometheus' buckets are cumulative, OpenTelemetry's are not.</summary>
    static void AppendHistogram(StringBuilder text, string name, string labels, in MetricPoint point)
    {
        var sofar = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            sofar += bucket.BucketCount;
            var bound = $"le=\"{Number(bucket.ExplicitBound)}\"";
            AppendLine(text, $"{name}_bucket", labels.Length == 0 ? bound : $"{labels},{bound}", sofar);
        }

        AppendLine(text, $"{name}_sum", labels, point.GetHistogramSum());
        AppendLine(text, $"{name}_count", labels, point.GetHistogramCount());
    }

    static void AppendLine(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    static string LabelsOf(in MetricPoint point)
    {
        var labels = new StringBuilder();
        foreach (var (name, value) in point.Tags)
        {
            if (labels.Length > 0) labels.Append(',');
            var written = value is bool truth ? (truth ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(PrometheusNames.Plain(name)).Append("=\"").Append(Escaped(written, quotes: true)).Append('"');
        }

        return labels.ToString();
    }

    static string Escaped(string text, bool quotes)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }

    static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
