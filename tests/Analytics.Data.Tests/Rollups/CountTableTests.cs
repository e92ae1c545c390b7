using Analytics.Data.Rollups;

namespace Analytics.Data.Tests.Rollups;

public sealed class CountTableTests
{
    [Fact]
    public void Counts_of_one_name_add_up_wherever_its_bytes_are()
    {
        var table = new CountTable();
        table.Add("ä"u8, 1);
        table.Add("ä"u8, 2);
        table.Add("xäx"u8.Slice(1, 2), 4);
        table.Add("a"u8, 8);
        Assert.Equal(new Dictionary<string, long> { ["ä"] = 7, ["a"] = 8 }, table.ToDictionary());
        Assert.Equal((2, 2), (table.Count, table.Present));
    }

    [Fact]
    public void Random_counts_are_those_of_a_dictionary()
    {
        var random = new Random(40);
        var (table, expected) = (new CountTable(), new Dictionary<string, long>());
        for (var i = 0; i < 20_000; i++)
        {
            var name = new string('ü', random.Next(0, 40)) + random.Next(3_000);
            var events = random.NextInt64(1, long.MaxValue >> 20);
            table.Add(Some.Utf8(name).Span, events);
            expected[name] = expected.GetValueOrDefault(name) + events;
        }

        Assert.Equal(expected.OrderBy(pair => pair.Key), table.ToDictionary().OrderBy(pair => pair.Key));
        var largest = expected.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(25);
        Assert.Equal(largest.Select(pair => (pair.Key, pair.Value)), table.Largest(25).Select(one => (Some.Text(one.Name), one.Events)));
    }

    [Fact]
    public void What_was_added_and_taken_away_is_absent()
    {
        var list = Some.Counts(("a", 3), ("b", 1));
        var table = new CountTable();
        table.AddList(list);
        table.Add("a"u8, 1);
        table.AddList(list, sign: -1);
        Assert.Equal(1, table.Present);
        var (name, events) = Assert.Single(table.Largest(10));
        Assert.Equal(("a", 1L), (Some.Text(name), events));
    }

    [Fact]
    public void Equal_counts_are_in_the_order_of_their_bytes()
    {
        var table = new CountTable();
        table.AddList(Some.Counts(("b", 1), ("ä", 1), ("B", 1), ("a", 1)));
        Assert.Equal(["B", "a", "b"], table.Largest(3).Select(one => Some.Text(one.Name)));
        Assert.Empty(table.Largest(0));
    }

    [Fact]
    public void Shares_are_disjoint_and_together_everything()
    {
        var list = Some.Counts([.. Enumerable.Range(0, 1_000).Select(i => ($"user-{i}", i + 1L))]);
        var (seen, table) = (new Dictionary<string, long>(), new CountTable());
        for (var share = 0; share < 7; share++)
        {
            table.Clear((share, 7));
            table.AddList(list);
            Assert.InRange(table.Count, 50, 300);
            foreach (var (name, events) in table.ToDictionary()) seen.Add(name, events);
        }

        Assert.Equal(1_000, seen.Count);
        table.Clear((0, 1));
        table.AddList(list);
        Assert.Equal(seen.OrderBy(pair => pair.Key), table.ToDictionary().OrderBy(pair => pair.Key));
    }

    [Theory]
    [InlineData("02")]
    [InlineData("0361")]
    [InlineData("0161")]
    [InlineData("016180")]
    [InlineData("FFFFFFFFFFFFFFFFFF7F61")]
    [InlineData("80808080808080808080808001")]
    public void Bytes_that_are_no_count_list_are_refused(string hex) =>
        Assert.Throws<InvalidDataException>(() => new CountTable().AddList(Convert.FromHexString(hex)));
}
