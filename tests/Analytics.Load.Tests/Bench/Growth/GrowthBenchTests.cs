using Analytics.Load.Bench.Growth;

namespace Analytics.Load.Tests.Bench.Growth;

public class GrowthBenchTests
{
    [Theory]
    [InlineData(1, 200_000, 300_000)]
    [InlineData(4, 200_000, 1_200_000)] // as much for each of them
    [InlineData(2, 50_000, 200_000)] // --quick
    [InlineData(16, 200_000, 1_200_000)]
    public void Every_new_worker_is_warmed_up(int workers, int eventsOfPassage, int events) => Assert.Equal(events, GrowthBench.WarmUp(workers, eventsOfPassage));
}
