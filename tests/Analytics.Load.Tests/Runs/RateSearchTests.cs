using Analytics.Load.Runs;

namespace Analytics.Load.Tests.Runs;

public class RateSearchTests
{
    static (int Best, List<int> Tried) Search(int first, int limit, int holdsUpTo)
    {
        var search = new RateSearch(first, limit);
        var tried = new List<int>();
        while (search.Next is { } rate)
        {
            tried.Add(rate);
            Assert.True(tried.Count < 50, "the search does not end");
            search.Note(rate <= holdsUpTo);
        }

        return (search.Best, tried);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(777)]
    [InlineData(12_345)]
    [InlineData(99_000)]
    public void It_finds_the_highest_rate_to_within_a_tenth(int holdsUpTo)
    {
        var (best, tried) = Search(first: 100, limit: 1_000_000, holdsUpTo);
        Assert.InRange(best, holdsUpTo / 1.1, holdsUpTo);
        Assert.InRange(tried.Count, 2, 16);
    }

    [Fact]
    public void A_first_rate_that_is_too_high_is_halved_down_to_one_request_a_second()
    {
        Assert.InRange(Search(first: 6_000, limit: 10_000, holdsUpTo: 1_000).Best, 909, 1_000);
        var (best, tried) = Search(first: 400, limit: 1_000, holdsUpTo: 50);
        Assert.Equal(0, best);
        Assert.Equal([400, 200, 100, 60], tried);
    }

    [Fact]
    public void It_never_goes_beyond_the_limit()
    {
        var (best, tried) = Search(first: 100, limit: 1_000, holdsUpTo: int.MaxValue);
        Assert.Equal(1_000, best);
        Assert.Equal([100, 200, 400, 800, 1_000], tried);
    }
}
