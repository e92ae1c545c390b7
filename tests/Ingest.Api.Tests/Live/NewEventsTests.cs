using Analytics.Data.Latest;
using Ingest.Api.Live;

namespace Ingest.Api.Tests.Live;

public sealed class NewEventsTests
{
    static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    readonly NewEvents events = new();

    static LatestEvent Event(int id, int occurred = 0, int received = 0) =>
        new($"e{id}", "user_1", "login", Noon.AddSeconds(occurred), Noon.AddSeconds(received), null);

    [Fact]
    public void At_first_all_are_new_and_the_last_received_come_first()
    {
        var first = events.Among([.. Enumerable.Range(0, 100).Select(id => Event(id, received: id))]);
        Assert.Equal(Enumerable.Range(0, NewEvents.Limit).Select(i => $"e{99 - i}"), first.Select(one => one.EventId));
    }

    [Fact]
    public void What_was_among_them_is_not_new_even_if_it_was_not_shown()
    {
        LatestEvent[] hundred = [.. Enumerable.Range(0, 100).Select(id => Event(id, received: id))];
        events.Among(hundred);
        Assert.Empty(events.Among(hundred));
    }

    [Fact]
    public void An_event_that_was_received_earlier_and_stored_later_is_new()
    {
        events.Among([Event(1, received: 10)]);
        Assert.Equal("e2", Assert.Single(events.Among([Event(1, received: 10), Event(2, received: 5)])).EventId);
    }

    [Fact]
    public void The_same_id_on_another_day_is_another_event()
    {
        events.Among([Event(1)]);
        Assert.Single(events.Among([Event(1, occurred: 86_400), Event(1)]));
    }
}
