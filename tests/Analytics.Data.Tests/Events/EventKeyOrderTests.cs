using Analytics.Data.Events;

namespace Analytics.Data.Tests.Events;

public sealed class EventKeyOrderTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("Z", "a")]
    [InlineData("a", "aa")]
    [InlineData("z", "ä")]
    [InlineData("\uFFFD", "\U0001F600")] // by UTF-16 it would be the other way round
    public void Names_stand_in_the_order_of_their_bytes(string first, string second)
    {
        Assert.True(EventKeyOrder.Compare(Some.Event(account: first), Some.Event(account: second)) < 0);
        Assert.True(EventKeyOrder.Compare(Some.Event(account: second), Some.Event(account: first)) > 0);
        Assert.True(EventKeyOrder.Compare(Some.Event(id: first), Some.Event(id: second)) < 0);
        Assert.True(EventKeyOrder.Compare(Some.Event(id: second), Some.Event(id: first)) > 0);
    }

    [Fact]
    public void The_account_counts_before_the_id_and_the_id_before_the_day()
    {
        Assert.True(EventKeyOrder.Compare(Some.Event("z", "a"), Some.Event("a", "b")) < 0);
        Assert.True(EventKeyOrder.Compare(Some.Event("a", at: Some.Noon.AddDays(1)), Some.Event("b")) < 0);
        Assert.True(EventKeyOrder.Compare(Some.Event("a"), Some.Event("a", at: Some.Noon.AddDays(1))) < 0);
    }

    [Fact]
    public void Two_events_of_one_day_have_one_key_whatever_else_they_say() =>
        Assert.Equal(0, EventKeyOrder.Compare(Some.Event(user: "one", type: "login", at: Some.Noon), Some.Event(user: "two", type: "logout", at: Some.Noon.AddHours(11))));

    [Fact]
    public void Of_several_rows_with_one_key_the_first_stays()
    {
        var rows = SortedDistinct([Some.Event("b"), Some.Event("a", user: "first"), Some.Event("b"), Some.Event("a", user: "second")]);
        Assert.Equal(["a", "b"], rows.Select(row => Some.Text(row.EventId)));
        Assert.Equal("first", Some.Text(rows[0].UserId));
    }

    [Fact]
    public void Random_batches_come_out_in_order_with_each_key_once_and_its_first_row()
    {
        var random = new Random(20260201);
        for (var round = 0; round < 200; round++)
        {
            var rows = Enumerable.Range(0, random.Next(60))
                .Select(i => Some.Event($"{random.Next(10)}", $"{random.Next(3)}", user: $"{i}", at: Some.Noon.AddDays(random.Next(2))))
                .ToList();
            var expected = rows
                .DistinctBy(row => (Some.Text(row.AccountId), Some.Text(row.EventId), row.OccurredOn))
                .OrderBy(row => Some.Text(row.AccountId), StringComparer.Ordinal)
                .ThenBy(row => Some.Text(row.EventId), StringComparer.Ordinal)
                .ThenBy(row => row.OccurredOn);
            Assert.Equal(expected.Select(row => Some.Text(row.UserId)), SortedDistinct(rows).Select(row => Some.Text(row.UserId)));
        }
    }

    [Fact]
    public void Ids_that_begin_alike_for_longer_than_they_are_sorted_by_come_out_in_order()
    {
        string[] endings = ["", "\0", "0", "00000000", "000000000", "00000001", "000000010", "000000011", "0000000100", "1", "ä", "\u00FF000000001"];
        var rows = endings.Concat(endings).Select((ending, i) => Some.Event($"evt_{ending}", $"acc_{i % 2}")).Reverse().ToList();
        var expected = rows
            .DistinctBy(row => (Some.Text(row.AccountId), Some.Text(row.EventId)))
            .OrderBy(row => Some.Text(row.AccountId), StringComparer.Ordinal)
            .ThenBy(row => Some.Text(row.EventId), StringComparer.Ordinal);
        Assert.Equal(expected.Select(row => (Some.Text(row.AccountId), Some.Text(row.EventId))), SortedDistinct(rows).Select(row => (Some.Text(row.AccountId), Some.Text(row.EventId))));
    }

    static List<EventRow> SortedDistinct(List<EventRow> rows)
    {
        var distinct = new List<EventRow>();
        EventKeyOrder.AddSortedDistinct(distinct, rows);
        return distinct;
    }
}
