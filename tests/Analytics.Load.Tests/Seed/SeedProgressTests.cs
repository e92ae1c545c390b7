using Analytics.Load.Seed;

namespace Analytics.Load.Tests.Seed;

public class SeedProgressTests
{
    [Fact]
    public void It_says_the_rate_and_the_time_that_is_left()
    {
        Assert.Equal("250,000 of 1,000,000 (25 %), 25,000/s, 00:00:30 left", SeedProgress.Line(250_000, 1_000_000, TimeSpan.FromSeconds(10)));
        Assert.Equal("0 of 10 (0 %), 0/s, ? left", SeedProgress.Line(0, 10, TimeSpan.Zero));
    }
}
