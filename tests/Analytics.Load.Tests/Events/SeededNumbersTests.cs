using Analytics.Load.Events;

namespace Analytics.Load.Tests.Events;

public class SeededNumbersTests
{
    [Fact]
    public void They_are_the_same_everywhere()
    {
        // SplitMix64's published first outputs for the seed 1234567.
        var numbers = new SeededNumbers(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [numbers.NextBits(), numbers.NextBits(), numbers.NextBits()]);
    }

    [Fact]
    public void Parts_have_numbers_of_their_own()
    {
        var firsts = Enumerable.Range(0, 10_000).Select(part => SeededNumbers.Of(7, (ulong)part).NextBits()).ToHashSet();
        Assert.Equal(10_000, firsts.Count);
    }

    [Fact]
    public void An_id_is_a_uuid_of_version_8()
    {
        var numbers = new SeededNumbers(1);
        var id = numbers.NextId();
        Assert.Equal(8, id.Version);
        Assert.InRange(id.Variant, 8, 11);
    }
}
