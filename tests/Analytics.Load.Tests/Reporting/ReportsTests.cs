using Analytics.Load.Measurements;
using Analytics.Load.Reporting;
using Analytics.Load.Runs;
using Analytics.Load.Tests.Runs;

namespace Analytics.Load.Tests.Reporting;

public class ReportsTests
{
    static readonly TimelinePoint[] Points =
    [
        new(TimeSpan.Zero, TimeSpan.FromSeconds(1), 10, 0, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(9)),
        new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5), 5, 1, TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(12.5)),
    ];

    static LoadReport Report(RunResult run) => new(run, "./dev load <mine> & \"more\"", "2 cores", "0.5", new DateTimeOffset(2026, 11, 21, 16, 0, 0, TimeSpan.Zero));

    static RunResult Run() => Some.Run(requests: [Some.Requests("record_events") with { Points = Points }], thresholds: new() { ["record_p99_ms"] = 50 });

    [Fact]
    public void Every_text_in_the_page_is_escaped()
    {
        var page = HtmlReport.Write(Report(Run() with { Profile = Run().Profile with { Name = "<script>alert(1)</script>", Description = "a & b" } }));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.Contains("a &amp; b", page, StringComparison.Ordinal);
        Assert.Contains("&lt;mine&gt; &amp; &quot;more&quot;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_needs_no_network_and_no_script()
    {
        var page = HtmlReport.Write(Report(Run()));
        foreach (var word in (string[])["http:", "https:", "src=", "<link", "url(", "@import"]) Assert.DoesNotContain(word, page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_both_plots_with_a_point_a_stretch_and_is_well_formed()
    {
        var page = HtmlReport.Write(Report(Run()));
        var start = page.IndexOf("<figure>", StringComparison.Ordinal);
        var figures = System.Xml.Linq.XElement.Parse($"<all>{page[start..(page.LastIndexOf("</figure>", StringComparison.Ordinal) + "</figure>".Length)]}</all>");
        var lines = figures.Descendants("polyline").ToList();
        Assert.Equal(["record_events", "record_events failed", "record_events p50", "record_events p99"], lines.Select(line => line.Value));
        Assert.All(lines, line => Assert.Equal(2, line.Attribute("points")!.Value.Split(' ').Length));
    }

    [Fact]
    public void Requests_that_were_never_sent_are_no_throughput()
    {
        TimelinePoint[] stalled = [new(TimeSpan.Zero, TimeSpan.FromSeconds(1), 100, 0, Points[0].P50, Points[0].P99), new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0, 1_000, null, null)];
        var report = Report(Run() with { Requests = [Some.Requests("record_events") with { Points = stalled }] });
        Assert.Contains(" 848,212\"", HtmlReport.Write(report).Split("<polyline")[1], StringComparison.Ordinal); // at the end of the axis, which is 0
        Assert.Equal("record_events,1,1,0,1000,0,,", CsvReport.Write(report).TrimEnd('\n').Split('\n')[^1]);
    }

    [Fact]
    public void A_plot_of_nothing_is_a_plot() => Assert.Contains("</svg>", SvgPlot.Draw("t", "u", [new PlotLine("l", 1, [])]), StringComparison.Ordinal);

    [Fact]
    public void The_table_for_programs_has_a_line_a_stretch()
    {
        var lines = CsvReport.Write(Report(Run())).TrimEnd('\n').Split('\n');
        Assert.Equal(["requests,second,seconds,ok,failed,requests_per_second,p50_ms,p99_ms", "record_events,0,1,10,0,10,2,9", "record_events,1,0.5,5,1,10,3,12.5"], lines);
    }

    [Theory]
    [InlineData(true, false, "the moment a request was meant to start")]
    [InlineData(false, false, "a request's real start")]
    [InlineData(true, true, "the moment a copy sent a request")]
    [InlineData(false, true, "the moment a copy sent a request")]
    public void Latencies_count_from_what_the_engine_and_the_model_know(bool isOwnEngine, bool isClosed, string start)
    {
        Assert.Equal(start, LoadReport.StartOf(isOwnEngine, isClosed));
        var report = Report(Run() with { Profile = Run().Profile with { Scenario = isClosed ? "DrainBacklog" : "RecordEvents" } });
        Assert.Contains($"From {LoadReport.StartOf(isOwnEngine: true, isClosed)}, repetitions included", MarkdownReport.Write(report), StringComparison.Ordinal);
        Assert.Contains($"Latency from {LoadReport.StartOf(isOwnEngine: true, isClosed)}", HtmlReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_report_has_every_figure_of_the_run()
    {
        var run = Run() with
        {
            Requests = [Some.Requests("record_events", failed: 3) with { Answers = [new AnswerCount("202", false, "", 100), new AnswerCount("503", true, "busy", 3)] }],
            Ledger = Some.Ledger(accepted: 100, stored: 98, refused: 7) with { RepeatedRequests = 11 },
            Lag = new LagFigures(10, 1, 20, 40, 60_000),
            SummaryLag = new LagFigures(10, 2, 21, 41, 60_001),
        };
        foreach (var text in (string[])[MarkdownReport.Write(Report(run)), HtmlReport.Write(Report(run))])
        {
            foreach (var figure in (string[])["3 times 503 (busy)", "11 requests were sent again", "longest 60,000 ms; 1 not seen", "longest 60,001 ms; 2 not seen"]) Assert.Contains(figure, text, StringComparison.Ordinal);
        }

        Assert.Contains("<td>7</td>", HtmlReport.Write(Report(run)), StringComparison.Ordinal);
        var lines = SummaryCsv.Write(Report(run)).Split('\n');
        Assert.Equal("part,figure,value", lines[0]);
        foreach (var line in (string[])["run,passed,0", "record_events,p95_ms,15", "record_events,p999_ms,30", "record_events answers,503,3", "ledger,lost,2", "ledger,refused,7", "lag,not_seen,1", "summary_lag,p99_ms,41", "threshold record_p99_ms,holds,1"])
            Assert.Contains(line, lines);
    }

    [Fact]
    public void The_text_says_the_verdict_the_ledger_and_the_engine()
    {
        var text = MarkdownReport.Write(Report(Some.Run(Some.Ledger(stored: 99))));
        Assert.Contains("**Failed: 1 accepted events are lost.**", text, StringComparison.Ordinal);
        Assert.Contains("| 100 | 100 | 99 | 0 | 0 | 0 | 0 | **1** |", text, StringComparison.Ordinal);
        Assert.Contains("POST → visible, 10 probes: p50 20 ms, p99 40 ms", text, StringComparison.Ordinal);
        Assert.Contains("own engine", text, StringComparison.Ordinal);
        Assert.Contains("**Passed.**", MarkdownReport.Write(Report(Run())), StringComparison.Ordinal);
    }
}
