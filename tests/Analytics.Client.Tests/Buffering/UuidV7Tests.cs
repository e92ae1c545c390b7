using Analytics.Client.Buffering;

namespace Analytics.Client.Tests.Buffering;

public sealed class UuidV7Tests
{
    [Fact]
    public void An_id_says_its_version_its_variant_and_its_millisecond()
    {
        var id = UuidV7.New(PlayedClock.Start);

        Assert.Equal(7, id.Version);
        Assert.InRange(id.Variant, 8, 11);
        var milliseconds = Convert.ToInt64(id.ToString("N")[..12], 16);
        Assert.Equal(PlayedClock.Start.ToUnixTimeMilliseconds(), milliseconds);
    }

    [Fact]
    public void No_two_ids_of_a_millisecond_are_the_same()
    {
        var ids = Enumerable.Range(0, 20_000).AsParallel().Select(_ => UuidV7.New(PlayedClock.Start)).ToHashSet();

        Assert.Equal(20_000, ids.Count);
    }
}
