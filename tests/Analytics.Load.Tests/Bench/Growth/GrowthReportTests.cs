using System.Xml.Linq;
using Analytics.Load.Bench.Growth;

namespace Analytics.Load.Tests.Bench.Growth;

public class GrowthReportTests
{
    static readonly DateTimeOffset At = new(2026, 11, 21, 21, 5, 0, TimeSpan.Zero);
    static readonly GrowthSeries Series = Grown.Series(("1", Grown.Round(100_000, 2)), ("2", Grown.Round(100_000, 1, accepted: 100_001)));

    const string Name = "growth-2026-11-21-2105";

    static string Write(bool withPictures) => GrowthReport.Write(Grown.Options, [Series], "2 cores, PostgreSQL 15; load average before: 0.5", "./dev bench growth", At, withPictures ? Name : null);

    [Fact]
    public void A_point_is_the_median_of_its_rounds()
    {
        var point = new GrowthPoint("1", [Grown.Round(100_000, 2), Grown.Round(400_000, 1), Grown.Round(200_000, 1)]);
        Assert.Equal((200_000, 100_000, 0.5), (point.CopyRowsPerSecond, point.EventsPerSecond, point.Ratio));
        Assert.Equal((0.75, 5, 0, 1), (point.Busy(2), point.CpuOf("postgres"), point.CpuOf("workers"), point.CpuOfClient));
    }

    [Fact]
    public void A_later_point_is_held_against_the_first() => Assert.Equal([1, 2], Series.Points.Select(Series.AgainstFirst));

    [Fact]
    public void Each_point_is_a_line_with_the_limit_beside_it_and_what_was_lost()
    {
        var text = Write(withPictures: false);
        Assert.Contains("| 1 | 100,000 | 50,000 | **0.50** | 1.00 |", text, StringComparison.Ordinal);
        Assert.Contains("| 2 | 100,000 | 100,000 | **1.00** | 2.00 |", text, StringComparison.Ordinal);
        Assert.Contains("| 5.0 | 0.0 | 2.0 | 0.0 | 1.0 | 450 | 300 | 1 |", text, StringComparison.Ordinal);
        Assert.Contains("`./dev bench growth`", text, StringComparison.Ordinal);
        Assert.Contains("2 cores, PostgreSQL 15", text, StringComparison.Ordinal);
        Assert.DoesNotContain("![", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_shows_the_pictures_that_are_kept_beside_it()
    {
        var (name, svg) = Assert.Single(GrowthReport.Pictures([Series], Name));
        Assert.Equal("growth-2026-11-21-2105-workers.svg", name);
        Assert.Contains($"]({name})", Write(withPictures: true), StringComparison.Ordinal);
        Assert.Equal(["whole line", "bare COPY"], XElement.Parse(svg).Descendants().Where(e => e.Name.LocalName == "polyline").Select(e => e.Value));
    }
}
