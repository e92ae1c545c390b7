using Ingest.Api.Exports;

namespace Ingest.Api.Tests.Exports;

public sealed class ExportPaceTests
{
    [Theory]
    [InlineData(200, 5_000)]
    [InlineData(1_024, 1_024)]
    [InlineData(33_000, 32)]
    public void A_page_comes_to_hold_about_a_megabyte(int eventBytes, int events)
    {
        var pace = new ExportPace();
        for (var page = 0; page < 4; page++)
        {
            var read = (int)Math.Min(pace.Events, 1 + (ExportPace.PageBytesLimit / eventBytes));
            pace.Read(read, (long)read * eventBytes);
        }

        Assert.InRange(pace.Events, events * 9 / 10, events * 11 / 10);
    }

    [Fact]
    public void A_few_small_events_do_not_make_the_next_page_huge()
    {
        var pace = new ExportPace();
        pace.Read(1, 1);
        Assert.True(pace.Events <= 2_000);
        pace.Read(0, 0);
        Assert.True(pace.Events <= 2_000);
    }
}
