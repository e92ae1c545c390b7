using System.Buffers.Text;
using System.Text;
using Analytics.Data.Listing;
using Analytics.Data.Selections;
using Ingest.Api.Listing;

namespace Ingest.Api.Tests.Listing;

public sealed class EventCursorTests
{
    static readonly EventSelection Week = EventSelection.Over("acc", TimeWindow.Named("last_7d")!);
    static readonly EventPosition Place = new(new DateTime(2026, 2, 1, 12, 0, 0, DateTimeKind.Utc).AddMicroseconds(1), "evt/1");

    [Theory]
    [InlineData("evt_1")]
    [InlineData("")]
    [InlineData("../%2F?#&=+ ü🙂")]
    public void A_place_is_read_back_as_it_was_written(string id)
    {
        var place = Place with { EventId = id };
        var text = new EventCursor("list", Week).Of(place);
        Assert.Matches("^[A-Za-z0-9_-]+$", text);
        Assert.Equal(place, new EventCursor("list", Week).PlaceOf(text));
    }

    [Fact]
    public void The_longest_id_fits() => Assert.NotNull(new EventCursor("list", Week).PlaceOf(new EventCursor("list", Week).Of(Place with { EventId = string.Concat(Enumerable.Repeat("🙂", 200)) })));

    [Fact]
    public void An_id_that_no_edge_let_in_takes_no_room_on_the_stack() => Assert.NotEmpty(new EventCursor("list", Week).Of(Place with { EventId = new string('a', 10_000_000) }));

    [Fact]
    public void The_cursor_of_another_question_is_none_of_this_one()
    {
        var text = new EventCursor("list", Week).Of(Place);
        Assert.Null(new EventCursor("export", Week).PlaceOf(text));
        Assert.Null(new EventCursor("list", EventSelection.Over("other", Week.Window!)).PlaceOf(text));
        Assert.Null(new EventCursor("list", EventSelection.Over("acc", TimeWindow.Default)).PlaceOf(text));
        Assert.Null(new EventCursor("list", Week with { Filter = new() { Type = "login" } }).PlaceOf(text));
    }

    [Fact]
    public void No_letter_of_it_can_be_changed_or_left_out()
    {
        var cursor = new EventCursor("list", Week);
        var text = cursor.Of(Place);
        for (var at = 0; at < text.Length; at++)
        {
            // The last letter holds bits that mean nothing: another one there is either refused or the same place.
            var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
            Assert.True(cursor.PlaceOf(changed) is null || (at == text.Length - 1 && cursor.PlaceOf(changed) == Place), changed);
            Assert.Null(cursor.PlaceOf(text.Remove(at, 1)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("====")]
    [InlineData("ü")]
    public void What_was_never_a_cursor_is_none(string text) => Assert.Null(new EventCursor("list", Week).PlaceOf(text));

    [Fact]
    public void What_is_too_long_is_none() => Assert.Null(new EventCursor("list", Week).PlaceOf(new string('A', 100_000)));

    [Fact]
    public void A_right_sum_over_what_no_event_can_be_is_none()
    {
        var cursor = new EventCursor("list", Week);
        Assert.Null(cursor.PlaceOf(cursor.Of(Place with { EventId = "a\0" })));
        Assert.Null(cursor.PlaceOf(Encoding.ASCII.GetString(cursor.Utf8Of(Place.OccurredAt, [0xff]))));
        Assert.Null(cursor.PlaceOf(cursor.Of(Place with { OccurredAt = DateTime.UnixEpoch })));
        Assert.Null(cursor.PlaceOf(cursor.Of(Place with { OccurredAt = DateTime.MaxValue })));
        Assert.True(Base64Url.IsValid(cursor.Of(Place)));
    }
}
