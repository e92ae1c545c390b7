using Analytics.Data.Rollups;

namespace Analytics.Data.Tests.Rollups;

public sealed class CountTableTests
{
    [Fact]
    public void Counts_of_one_name_add_up_wherever_its_bytes_are()
    {
        var table = new CountTable();
        table.Add(Some.Utf8("ä"), 1);
        table.Add(Some.Utf8("ä"), 2);
        table.Add(Some.Utf8("xäx").Slice(1, 2), 4);
        table.Add(Some.Utf8("a"), 8);
        Assert.Equal(new Dictionary<string, long> { ["ä"] = 7, ["a"] = 8 }, table.ToDictionary());
        Assert.Equal(2, table.Count);
    }

    [Fact]
    public void What_went_out_comes_in_again()
    {
        var table = new CountTable();
        table.Add([[1], [2, 3], []], [5, 6, 7]);
        var (names, events) = table.ToArrays();
        var again = new CountTable();
        again.Add([.. names.Select(name => name.ToArray())], events);
        Assert.Equal(table.ToDictionary(), again.ToDictionary());
    }

    [Fact]
    public void Arrays_of_two_lengths_are_refused() =>
        Assert.Throws<InvalidDataException>(() => new CountTable().Add([[1], [2]], [1]));
}
