using Analytics.Load.Events;

namespace Analytics.Load.Tests.Events;

public class ZipfTests
{
    [Fact]
    public void The_kth_rank_has_a_kth_of_the_first_ones_share()
    {
        var zipf = new Zipf(100, exponent: 1);
        for (var rank = 0; rank < 100; rank++) Assert.Equal(zipf.Share(0) / (rank + 1), zipf.Share(rank), 1e-12);
        Assert.Equal(1, Enumerable.Range(0, 100).Sum(zipf.Share), 1e-12);
    }

    [Fact]
    public void Every_number_has_a_rank_by_its_share()
    {
        var zipf = new Zipf(10, exponent: 1);
        Assert.Equal(0, zipf.Rank(0));
        Assert.Equal(9, zipf.Rank(0.999999999));
        var counts = Enumerable.Range(0, 100_000).CountBy(i => zipf.Rank(i / 100_000.0)).ToDictionary();
        for (var rank = 0; rank < 10; rank++) Assert.InRange(counts[rank] / 100_000.0, zipf.Share(rank) - 0.0001, zipf.Share(rank) + 0.0001);
    }
}
