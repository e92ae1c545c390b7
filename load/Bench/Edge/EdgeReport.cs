using System.Globalization;
using System.Text;

namespace Analytics.Load.Bench.Edge;

/// <summary>A run's findings as Markdown.</summary>
static class EdgeReport
{
    public static string Write(IReadOnlyList<EdgeFigure> figures, BrokerFigures? broker, string method, string command, string machine, string loadBefore, DateTimeOffset at)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Edge, {at:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`{command}`");
        Line($"");
        Line($"{machine}; load average before: {loadBefore}.");
        if (figures.Count > 0) WriteFigures(Line, figures, method);
        if (broker is not null) WriteBroker(Line, broker);
        return text.ToString();
    }

    static void WriteFigures(Action<FormattableString> line, IReadOnlyList<EdgeFigure> figures, string method)
    {
        line($"");
        line($"## The pure parts, on one core");
        line($"");
        line($"{method} A ratio is the limit's time by ours: 1 is as fast as can be. Allocated is for an event, or for the whole where there is none.");
        line($"");
        line($"| what | limit | limit takes | ours takes | ratio | MB/s | events/s | allocated, bytes |");
        line($"|---|---|---:|---:|---:|---:|---:|---:|");
        foreach (var one in figures)
        {
            var (bytes, events) = (one.Bytes == 0 ? "" : Text($"{one.BytesPerSecond / 1e6:N0}"), one.Events == 0 ? "" : Text($"{one.EventsPerSecond:N0}"));
            line($"| {one.Name} | {one.LimitName} | {Time(one.LimitNanoseconds)} | {Time(one.Nanoseconds)} | **{one.Ratio:0.00}** | {bytes} | {events} | {one.Allocated:N0} |");
        }
    }

    static void WriteBroker(Action<FormattableString> line, BrokerFigures broker)
    {
        line($"");
        line($"## Frames to RabbitMQ, confirmed");
        line($"");
        line($"A durable quorum queue of its own, {broker.FramesInFlight} publishes in flight on one connection, mandatory and persistent, nobody consumes; {broker.EventsInFrame:N0} events in a full frame of {broker.FrameBytes:N0} bytes,");
        line($"{broker.MessageBytes:N0} as MassTransit sends it. {broker.Ours.Count} times in turns, medians.");
        line($"");
        line($"| what | events/s | MB/s of packed events | ratio | rounds |");
        line($"|---|---:|---:|---:|---|");
        Row("limit: RabbitMQ.Client alone, the frame's bytes", broker.Bare, broker.Bare.Select(_ => 1.0));
        Row("RabbitMQ.Client alone, the bytes of MassTransit's message", broker.Enveloped, broker.EnvelopeRatios);
        Row($"ours: group commit over MassTransit, {Text($"{broker.EventsInOurFrames:0}")} events a frame", broker.Ours, broker.Ratios);

        void Row(string what, IEnumerable<double> eventsPerSecond, IEnumerable<double> ratios)
        {
            var median = PipelineResult.Median(eventsPerSecond);
            var each = string.Join(" · ", ratios.Select(ratio => Text($"{ratio:0.00}")));
            line($"| {what} | {median:N0} | {median * broker.FrameBytes / broker.EventsInFrame / 1e6:0.0} | **{PipelineResult.Median(ratios):0.00}** | {each} |");
        }
    }

    /// <summary>In the unit that leaves one to four digits before the point.</summary>
    static string Time(double nanoseconds) => nanoseconds < 1_000 ? Text($"{nanoseconds:0} ns") : nanoseconds < 1_000_000 ? Text($"{nanoseconds / 1e3:0.0} µs") : Text($"{nanoseconds / 1e6:0.00} ms");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
