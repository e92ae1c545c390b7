using Analytics.Load.Measurements;
using NBomber.Contracts.Stats;

namespace Analytics.Load.Runs;

/// <summary>
/// What one kind of requests did, as reports and thresholds read it: the engine's statistics, and the 99.9th percentile and the
/// course over time from our own measuring, which neither engine's statistics have. Milliseconds of the requests that succeeded.
/// </summary>
sealed record RequestFigures(
    string Name,
    long Ok,
    long Failed,
    double PerSecond,
    double P50Ms,
    double P95Ms,
    double P99Ms,
    double P999Ms,
    double MaxMs,
    IReadOnlyList<AnswerCount> Answers,
    IReadOnlyList<TimelinePoint> Points)
{
    public static RequestFigures Of(ScenarioStats stats, Timeline timeline) => new(
        stats.ScenarioName,
        stats.Ok.Request.Count,
        stats.Fail.Request.Count - stats.Fail.StatusCodes.Where(code => code.StatusCode == MeasuredRequests.Interrupted).Sum(code => code.Count),
        stats.Ok.Request.RPS + stats.Fail.Request.RPS,
        stats.Ok.Latency.Percent50,
        stats.Ok.Latency.Percent95,
        stats.Ok.Latency.Percent99,
        Math.Max(stats.Ok.Latency.Percent99, timeline.Quantile(0.999).TotalMilliseconds), // two clocks' readings of the same answers
        stats.Ok.Latency.MaxMs,
        [.. stats.Ok.StatusCodes.Concat(stats.Fail.StatusCodes).Where(code => code.StatusCode != MeasuredRequests.Interrupted).Select(code => new AnswerCount(code.StatusCode, code.IsError, code.Message, code.Count))],
        timeline.Points(withLast: true));
}
