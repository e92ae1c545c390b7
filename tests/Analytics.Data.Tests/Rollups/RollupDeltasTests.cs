using Analytics.Data.Events;
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
        var counted = Counted(
        [
            Some.Event("1", type: "a", user: "u", path: "/"),
            Some.Event("2", type: "b", user: "u", at: last),
            Some.Event("3", type: "a", user: "v", at: last.AddMicroseconds(1)),
            Some.Event("4", "acc_2", type: "a", user: "u"),
        ]);

        Assert.Equal(3, counted.Count);
        Assert.Equal(["events 2", "path / 1", "type a 1", "type b 1", "user u 2"], counted[0].Counts);
        Assert.Equal(("acc_1", Some.Noon, 2L), (counted[0].Account, counted[0].Hour, counted[0].Events));
        Assert.Equal(("acc_1", Some.Noon.AddHours(1), 1L), (counted[1].Account, counted[1].Hour, counted[1].Events));
        Assert.Equal(("acc_2", Some.Noon, 1L), (counted[2].Account, counted[2].Hour, counted[2].Events));
    }

    [Fact]
    public void Nothing_of_one_account_is_counted_in_the_next_whatever_their_sizes()
    {
        var random = new Random(12);
        var sizes = new[] { 5_000, 1, 300, 2, 40, 3_000, 7 };
        var rows = sizes.SelectMany((size, account) => Some.RandomEvents(random, size).Select(row => row with { AccountId = Some.Utf8($"acc_{account}") })).ToList();
        foreach (var account in rows.GroupBy(row => Some.Text(row.AccountId)))
        {
            var alone = Counted([.. account]);
            Assert.Equal(alone.Sum(chunk => chunk.Events), account.Count());
            Assert.Equal(Lines(alone), Lines(Counted(rows).Where(chunk => chunk.Account == account.Key)));
        }
    }

    [Fact]
    public void Rows_in_any_order_are_counted_in_chunks_that_add_up()
    {
        var rows = Some.RandomEvents(new Random(10), 2_000).ToArray();
        var sorted = rows.OrderBy(row => Some.Text(row.AccountId)).ThenBy(row => row.OccurredAt).ToList();
        new Random(11).Shuffle(rows);
        Assert.Equal(Sums(sorted), Sums(rows));
        Assert.Equal(2_000, Counted(rows).Sum(chunk => chunk.Events));
    }

    /// <summary>What each chunk counts, read before the next is asked for.</summary>
    static List<(string Account, DateTime Hour, long Events, List<string> Counts)> Counted(IReadOnlyList<EventRow> rows) =>
        [.. RollupDeltas.Of(rows).Select(delta => (
            Some.Text(delta.AccountId),
            delta.Hour,
            delta.Chunk.Events,
            Tables(delta.Chunk).Select(count => $"{count.Name} {count.Events}").Order(StringComparer.Ordinal).ToList()))];

    static List<string> Lines(IEnumerable<(string Account, DateTime Hour, long Events, List<string> Counts)> counted) =>
        [.. counted.Select(chunk => $"{chunk.Hour:O} {chunk.Events} {string.Join(", ", chunk.Counts)}").Order(StringComparer.Ordinal)];

    static Dictionary<string, long> Sums(IReadOnlyList<EventRow> rows) => RollupDeltas.Of(rows)
        .SelectMany(delta => Tables(delta.Chunk).Select(count => (Key: $"{Some.Text(delta.AccountId)} {delta.Hour:O} {count.Name}", Value: count.Events)))
        .GroupBy(count => count.Key).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(count => count.Value));

    /// <summary>All that a chunk counts, each under the table that it stands in.</summary>
    static IEnumerable<(string Name, long Events)> Tables(RollupChunk chunk) =>
    [
        ("events", chunk.Events),
        .. chunk.Types.ToDictionary().Select(count => ($"type {count.Key}", count.Value)),
        .. chunk.Users.ToDictionary().Select(count => ($"user {count.Key}", count.Value)),
        .. chunk.Paths.ToDictionary().Select(count => ($"path {count.Key}", count.Value)),
    ];
}
