using System.Globalization;
using System.Text;

namespace Analytics.Load.Reporting;

/// <summary>The course of a run: a line for each stretch of each kind of requests. Where none succeeded there is no latency.</summary>
static class CsvReport
{
    public static string Write(LoadReport report)
    {
        var text = new StringBuilder("requests,second,seconds,ok,failed,requests_per_second,p50_ms,p99_ms\n");
        foreach (var requests in report.Result.Requests)
        {
            foreach (var point in requests.Points)
            {
                text.Append(CultureInfo.InvariantCulture, $"{requests.Name},{point.At.TotalSeconds:0},{point.Length.TotalSeconds:0.###},{point.Ok},{point.Failed},")
                    .Append(CultureInfo.InvariantCulture, $"{point.RequestsPerSecond:0.##},{point.P50?.TotalMilliseconds:0.###},{point.P99?.TotalMilliseconds:0.###}\n");
            }
        }

        return text.ToString();
    }
}
