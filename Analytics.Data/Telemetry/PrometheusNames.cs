using System.Text;
using OpenTelemetry.Metrics;

namespace Analytics.Data.Telemetry;

/// <summary>
/// OpenTelemetry's names as Prometheus has them, by the rules of OpenTelemetry's own text on compatibility: dots become underscores, the unit is
/// spelled out at the end, a sum that only grows ends in <c>_total</c>. Dashboards and alerts are written against these names.
/// </summary>
static class PrometheusNames
{
    /// <summary>For example <c>analytics.publish.duration</c>, in <c>s</c>: <c>analytics_publish_duration_seconds</c>.</summary>
    public static string Of(string name, string unit, MetricType type)
    {
        var written = Plain(name);
        if (UnitWord(unit, type) is { } word && !written.EndsWith(word, StringComparison.Ordinal)) written = $"{written}_{word}";
        if (TypeOf(type) == "counter" && !written.EndsWith("_total", StringComparison.Ordinal)) written += "_total";
        return written;
    }

    /// <summary>The word on a <c># TYPE</c> line. A sum that may fall is a gauge there.</summary>
    public static string TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram or MetricType.ExponentialHistogram => "histogram",
        _ => "gauge",
    };

    /// <summary>A name with nothing but letters, digits and single underscores; of a label too.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetter(letter) || (char.IsAsciiDigit(letter) && plain.Length > 0)) plain.Append(letter);
            else if (plain.Length == 0 || plain[^1] != '_') plain.Append('_');
        }

        return plain.ToString();
    }

    /// <summary>UCUM's sign as a word; null for what is counted in braces, and for plain numbers that are no share.</summary>
    static string? UnitWord(string unit, MetricType type)
    {
        if (unit.Length == 0 || unit[0] == '{') return null;
        return unit switch
        {
            "1" => TypeOf(type) == "gauge" ? "ratio" : null,
            "s" => "seconds",
            "ms" => "milliseconds",
            "us" => "microseconds",
            "ns" => "nanoseconds",
            "By" => "bytes",
            "KiBy" => "kibibytes",
            "MiBy" => "mebibytes",
            "%" => "percent",
            _ => Plain(unit),
        };
    }
}
