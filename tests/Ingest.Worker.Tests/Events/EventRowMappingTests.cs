using System.Text;
using System.Text.Json;
using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Events;

namespace Ingest.Worker.Tests.Events;

public sealed class EventRowMappingTests
{
    [Fact]
    public void A_single_event_becomes_a_row()
    {
        var row = EventRowMapping.RowOf(
            new EventRecorded
            {
                EventId = "évt",
                AccountId = "acc",
                UserId = "用户",
                Type = "login",
                Timestamp = new DateTimeOffset(2026, 2, 1, 1, 30, 0, TimeSpan.FromHours(2)),
                ReceivedAt = Some.Noon,
                Path = "/ü",
                Metadata = JsonElement.Parse("""{ "a": 1.50 }"""),
            },
            Some.Noon.AddHours(1));
        Assert.Equal(("évt", "acc", "用户", "login"), (Some.Text(row.EventId), Some.Text(row.AccountId), Some.Text(row.UserId), Some.Text(row.Type)));
        Assert.Equal("/ü", Some.Text(row.Path!.Value));
        Assert.Equal(new DateTime(2026, 1, 31, 23, 30, 0, DateTimeKind.Utc), row.OccurredAt);
        Assert.Equal(new DateOnly(2026, 1, 31), row.OccurredOn);
        Assert.Equal((Some.Noon.UtcDateTime, DateTimeKind.Utc), (row.ReceivedAt, row.ReceivedAt.Kind));
    }

    [Fact]
    public void What_a_single_event_does_not_say_is_missing_and_it_was_received_when_taken()
    {
        var row = EventRowMapping.RowOf(Some.Event(), Some.Noon.AddHours(1));
        Assert.Null(row.Path);
        Assert.Null(row.Metadata);
        Assert.Equal(Some.Noon.AddHours(1).UtcDateTime, row.ReceivedAt);
        Assert.Null(EventRowMapping.RowOf(Some.Event() with { Path = "" }, Some.Noon).Path);
    }

    [Fact]
    public void Metadata_stays_as_it_came_even_where_it_is_not_text()
    {
        const string Half = """{ "a": "\ud800", "n": 1.50e+2 }""";
        Assert.Equal(Half, Some.Text(EventRowMapping.RowOf(Some.Event() with { Metadata = JsonElement.Parse(Half) }, Some.Noon).Metadata!.Value));
    }

    [Fact]
    public void A_single_event_that_no_table_could_hold_is_refused()
    {
        EventRecorded[] refused =
        [
            Some.Event() with { AccountId = null! },
            Some.Event() with { EventId = null! },
            Some.Event() with { UserId = null! },
            Some.Event() with { Type = null! },
            Some.Event() with { Timestamp = EventLimits.EarliestTimestamp.AddTicks(-1) },
            Some.Event() with { Timestamp = Some.Noon.AddHours(24).AddTicks(1) },
            Some.Event() with { Timestamp = DateTimeOffset.MaxValue },
            Some.Event() with { ReceivedAt = DateTimeOffset.MinValue },
        ];
        Assert.All(refused, one => Assert.Throws<InvalidDataException>(() => EventRowMapping.RowOf(one, Some.Noon)));
        EventRowMapping.RowOf(Some.Event() with { Timestamp = EventLimits.EarliestTimestamp }, Some.Noon);
        EventRowMapping.RowOf(Some.Event() with { Timestamp = Some.Noon.AddHours(24) }, Some.Noon);
    }

    [Fact]
    public void A_single_event_that_the_edge_would_not_have_let_in_is_refused()
    {
        var longName = new string('n', EventLimits.NameLengthLimit + 1);
        EventRecorded[] refused =
        [
            Some.Event() with { AccountId = "" },
            Some.Event() with { AccountId = longName },
            Some.Event() with { EventId = "" },
            Some.Event() with { EventId = longName },
            Some.Event() with { UserId = "" },
            Some.Event() with { UserId = longName },
            Some.Event() with { Type = "" },
            Some.Event() with { Type = longName },
            Some.Event() with { Path = new string('p', EventLimits.PathLengthLimit + 1) },
            WithMetadata(Sized(EventLimits.MetadataBytesLimit + 1)),
            WithMetadata(Nested(EventLimits.MetadataDepthLimit + 1)),
        ];
        Assert.All(refused, one => Assert.Throws<InvalidDataException>(() => EventRowMapping.RowOf(one, Some.Noon)));
    }

    [Fact]
    public void A_single_event_may_be_as_long_as_the_edge_allows_counted_in_characters()
    {
        var name = string.Concat(Enumerable.Repeat("🙂", EventLimits.NameLengthLimit));
        var row = EventRowMapping.RowOf(
            WithMetadata(Nested(EventLimits.MetadataDepthLimit)) with
            {
                AccountId = name,
                EventId = name,
                UserId = name,
                Type = name,
                Path = string.Concat(Enumerable.Repeat("🙂", EventLimits.PathLengthLimit)),
            },
            Some.Noon);
        Assert.Equal(name, Some.Text(row.EventId));
        Assert.Equal(4 * EventLimits.PathLengthLimit, row.Path!.Value.Length);
        Assert.Equal(Nested(EventLimits.MetadataDepthLimit), Some.Text(row.Metadata!.Value));
    }

    [Fact]
    public void Metadata_may_be_as_large_as_the_edge_allows_and_indented_on_the_way()
    {
        var largest = Sized(EventLimits.MetadataBytesLimit);
        Assert.Equal(largest, Some.Text(EventRowMapping.RowOf(WithMetadata(largest), Some.Noon).Metadata!.Value));
        var indented = largest.Replace(",", ",\n      ", StringComparison.Ordinal);
        Assert.Equal(indented, Some.Text(EventRowMapping.RowOf(WithMetadata(indented), Some.Noon).Metadata!.Value));
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("\"text\"")]
    [InlineData("5")]
    [InlineData("true")]
    public void Metadata_that_is_no_object_is_refused_and_not_forgotten(string json) =>
        Assert.Throws<InvalidDataException>(() => EventRowMapping.RowOf(WithMetadata(json), Some.Noon));

    [Fact]
    public void Metadata_that_is_null_in_whatever_way_is_none()
    {
        Assert.Null(EventRowMapping.RowOf(WithMetadata("null"), Some.Noon).Metadata);
        Assert.Null(EventRowMapping.RowOf(Some.Event() with { Metadata = default(JsonElement) }, Some.Noon).Metadata);
    }

    [Fact]
    public void An_instant_just_before_midnight_stays_on_its_day()
    {
        var row = EventRowMapping.RowOf(Some.Event() with { Timestamp = Some.Noon.AddHours(-12).AddTicks(-1) }, Some.Noon);
        Assert.Equal(new DateTime(2026, 1, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc), row.OccurredAt);
    }

    [Fact]
    public void A_frame_becomes_its_rows_after_those_that_are_there()
    {
        var rows = new List<EventRow>();
        rows.AddRows(Some.Frame(2, "a"));
        rows.AddRows(Some.Frame(3, "b"));
        Assert.Equal(["a0", "a1", "b0", "b1", "b2"], rows.Select(row => Some.Text(row.EventId)));
        Assert.Equal((Some.Noon.AddMinutes(1).UtcDateTime, DateTimeKind.Utc), (rows[1].OccurredAt, rows[1].OccurredAt.Kind));
        Assert.Equal("/0", Some.Text(rows[0].Path!.Value));
        Assert.Null(rows[1].Path);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(0)]
    public void A_frame_that_says_another_number_than_it_holds_is_refused(int said) =>
        Assert.Throws<InvalidDataException>(() => new List<EventRow>().AddRows(Some.Frame(3) with { EventCount = said }));

    [Fact]
    public void A_damaged_frame_is_read_or_refused_and_never_anything_else()
    {
        var random = new Random(60);
        var whole = Some.Frame(3).Frame;
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = whole[..(random.Next(3) == 0 ? random.Next(whole.Length) : whole.Length)];
            for (var changes = random.Next(4); changes > 0 && damaged.Length > 0; changes--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                new List<EventRow>().AddRows(new EventRecordedBatch { EventCount = 3, Frame = damaged });
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    static EventRecorded WithMetadata(string json) => Some.Event() with { Metadata = JsonElement.Parse(json) };

    /// <summary>An object of so many bytes, in which all kinds of values stand.</summary>
    static string Sized(int bytes)
    {
        const string Begin = """{"ü":["ä",1.50,true,false,null,{"\\n":{"x":-1e3}},["y"]],"fill":" """;
        const string End = "\"}";
        return Begin + new string('m', bytes - Encoding.UTF8.GetByteCount(Begin + End)) + End;
    }

    static string Nested(int levels) => $$"""{{string.Concat(Enumerable.Repeat("""{"a":""", levels - 1))}}{}{{new string('}', levels - 1)}}""";
}
