using Analytics.Data.Rollups;

namespace Analytics.Data.Tests.Rollups;

public sealed class RollupDeltasTests
{
    [Fact]
    public void No_rows_make_no_chunk() => Assert.Empty(RollupDeltas.Of([]));

    [Fact]
    public void Each_account_and_hour_is_a_chunk()
    {
        var last = Some.Noon.AddHours(1).AddMicroseconds(-1);
        var chunks = RollupDeltas.Of(
        [
            Some.Event("1", type: "a", user: "u", path: "/"),
            Some.Event("2", type: "b", user: "u", at: last),
            Some.Event("3", type: "a", user: "v", at: last.AddMicroseconds(1)),
            Some.Event("4", "acc_2", type: "a", user: "u"),
        ]);

        Assert.Equal(3, chunks.Count);
        var noon = chunks[(Some.Utf8("acc_1"), Some.Noon)];
        Assert.Equal((2, 4), (noon.Events, noon.Names));
        Assert.Equal(new Dictionary<string, long> { ["a"] = 1, ["b"] = 1 }, noon.Types.ToDictionary());
        Assert.Equal(new Dictionary<string, long> { ["u"] = 2 }, noon.Users.ToDictionary());
        Assert.Equal(new Dictionary<string, long> { ["/"] = 1 }, noon.Paths.ToDictionary());
        Assert.Equal(1, chunks[(Some.Utf8("acc_1"), Some.Noon.AddHours(1))].Events);
        Assert.Equal(1, chunks[(Some.Utf8("acc_2"), Some.Noon)].Events);
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        var rows = Some.RandomEvents(new Random(10), 2_000).ToArray();
        var sorted = rows.OrderBy(row => Some.Text(row.AccountId)).ThenBy(row => row.OccurredAt).ToList();
        new Random(11).Shuffle(rows);
        var (one, other) = (RollupDeltas.Of(rows), RollupDeltas.Of(sorted));
        Assert.Equal(2_000, one.Values.Sum(chunk => chunk.Events));
        Assert.Equal(one.Count, other.Count);
        foreach (var (key, chunk) in one)
        {
            Assert.Equal(chunk.Events, other[key].Events);
            Assert.Equal(chunk.Types.ToDictionary(), other[key].Types.ToDictionary());
            Assert.Equal(chunk.Users.ToDictionary(), other[key].Users.ToDictionary());
            Assert.Equal(chunk.Paths.ToDictionary(), other[key].Paths.ToDictionary());
        }
    }
}
