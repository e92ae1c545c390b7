using System.Globalization;
using Analytics.Load.Import;

namespace Analytics.Load.Tests.Import;

public class ImportTallyTests
{
    [Fact]
    public void The_earliest_rejections_are_kept_in_order_whatever_order_they_came_in()
    {
        var tally = new ImportTally();
        foreach (var line in Enumerable.Range(1, 100).Select(i => i * 37 % 101))
            tally.Reject(line, line % 2 == 0 ? "even" : "odd", null);
        Assert.Equal(Enumerable.Range(1, ImportTally.FirstRejectionsLimit).Select(i => (long)i), tally.FirstRejections.Select(r => r.LineNumber));
        Assert.Equal(100, tally.Rejected);
        Assert.Equal(["even", "odd"], tally.Codes.Select(c => c.Key));
    }

    [Fact]
    public void However_many_codes_come_they_take_bounded_room_and_their_counts_add_up()
    {
        var tally = new ImportTally();
        for (var i = 0; i < 10_000; i++)
            tally.Reject(i, i.ToString(CultureInfo.InvariantCulture), null);
        Assert.InRange(tally.Codes.Count, 1, 200);
        Assert.Equal(10_000, tally.Codes.Sum(c => c.Value));
    }
}
