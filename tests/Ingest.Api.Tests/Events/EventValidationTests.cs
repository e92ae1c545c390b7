using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class EventValidationTests
{
    static Rejection RejectionOf(string @event)
    {
        var batch = Some.Read(@event);
        Assert.Null(batch.Refusal);
        Assert.Equal(0, batch.EventCount);
        return Assert.Single(batch.Rejections);
    }

    static void AssertRejected(RejectionReason reason, string? field, string @event)
    {
        var rejection = RejectionOf(@event);
        Assert.Equal((reason, field), (rejection.Reason, rejection.Field));
    }

    static ReadBack Accepted(string more) => Frames.OnlyEventOf(Some.Read(Some.Event(more)));

    [Theory]
    [InlineData("account_id", "site_id")]
    [InlineData("account_id", "org_id")]
    [InlineData("type", "event_type")]
    [InlineData("type", "event_name")]
    [InlineData("type", """t\u0079pe""")]
    public void A_field_has_other_names(string name, string other)
    {
        var read = Frames.OnlyEventOf(Some.Read(Some.Event().Replace($"\"{name}\"", $"\"{other}\"", StringComparison.Ordinal)));
        Assert.Equal(("acc_1", "login"), (read.AccountId, read.Type));
    }

    [Theory]
    [InlineData("account_id")]
    [InlineData("user_id")]
    [InlineData("type")]
    public void A_required_field_missing_null_empty_or_of_another_type_is_refused(string name)
    {
        string With(string value) => Some.Event($",\"{name}\":{value}");
        string Without(string value) => Some.Event($",\"renamed\":{value}").Replace($"\"{name}\"", "\"other\"", StringComparison.Ordinal);
        AssertRejected(RejectionReason.Missing, name, Without("1"));
        AssertRejected(RejectionReason.Missing, name, Without("1").Replace("\"other\"", $"\"{name}\":null,\"other\"", StringComparison.Ordinal));
        AssertRejected(RejectionReason.Empty, name, With("\"\""));
        foreach (var value in new[] { "5", "true", "{}", "[\"a\"]" }) AssertRejected(RejectionReason.NotAString, name, With(value));
    }

    [Theory]
    [InlineData("account_id", 200)]
    [InlineData("event_id", 200)]
    [InlineData("user_id", 200)]
    [InlineData("type", 200)]
    [InlineData("path", 2_000)]
    public void A_texts_length_is_counted_in_characters_however_written(string name, int limit)
    {
        foreach (var character in new[] { "a", "é", "語", "😀", """\u00e9""", """\ud83d\ude00""", """\n""" })
        {
            string Of(int length) => $",\"{name}\":\"{string.Concat(Enumerable.Repeat(character, length))}\"";
            Accepted(Of(limit));
            AssertRejected(RejectionReason.TooLong, name, Some.Event(Of(limit + 1)));
        }
    }

    [Fact]
    public void A_missing_event_id_is_made_from_the_time_received()
    {
        var batch = Some.Read("""[{"account_id":"a","user_id":"u","type":"t","event_id":null},{"account_id":"a","user_id":"u","type":"t"}]""");
        var events = Frames.EventsOf(batch);
        Assert.Equal(events.Select(read => read.EventId), batch.MadeIds.Select(id => id.ToString()));
        Assert.Equal(2, batch.MadeIds.Distinct().Count());
        Assert.All(batch.MadeIds, id => Assert.Equal(7, id.Version));
        Assert.StartsWith(Guid.CreateVersion7(Some.Now).ToString()[..13], events[0].EventId, StringComparison.Ordinal);
        AssertRejected(RejectionReason.Empty, "event_id", Some.Event(id: ""));
    }

    [Fact]
    public void A_missing_timestamp_is_the_time_received()
    {
        var read = Frames.OnlyEventOf(Some.Read("""{"account_id":"a","user_id":"u","type":"t","timestamp":null}"""));
        Assert.Equal((Some.Microseconds(Some.Now), Some.Microseconds(Some.Now)), (read.OccurredAt, read.ReceivedAt));
    }

    [Theory]
    [InlineData("1999-12-31T23:59:59.999999Z", RejectionReason.TimestampOutOfRange)]
    [InlineData("2000-01-01T00:00:00Z", RejectionReason.None)]
    [InlineData("2000-01-01T00:00:00+00:01", RejectionReason.TimestampOutOfRange)]
    [InlineData("2026-02-02T12:00:00Z", RejectionReason.None)]
    [InlineData("2026-02-02T12:00:00.000001Z", RejectionReason.TimestampOutOfRange)]
    [InlineData("0001-01-01T00:00:00Z", RejectionReason.TimestampOutOfRange)]
    [InlineData("9999-12-31T23:59:59Z", RejectionReason.TimestampOutOfRange)]
    [InlineData("2026-02-01T10:30:00", RejectionReason.TimestampInvalid)]
    [InlineData("", RejectionReason.TimestampInvalid)]
    [InlineData("now", RejectionReason.TimestampInvalid)]
    [InlineData("""2026-02-01\u005410:30:00Z""", RejectionReason.None)]
    public void A_timestamp_lies_between_the_year_2000_and_a_day_from_now(string timestamp, RejectionReason reason)
    {
        var more = $",\"timestamp\":\"{timestamp}\"";
        if (reason == RejectionReason.None)
            Accepted(more);
        else
            AssertRejected(reason, "timestamp", Some.Event(more));
    }

    [Fact]
    public void A_timestamp_as_a_number_is_refused() => AssertRejected(RejectionReason.NotAString, "timestamp", Some.Event(""","timestamp":1769941800"""));

    [Fact]
    public void An_empty_path_is_none()
    {
        Assert.Null(Accepted(""","path":"" """).Path);
        Assert.Equal("/a b", Accepted(""","path":"/a b" """).Path);
        AssertRejected(RejectionReason.NotAString, "path", Some.Event(""","path":["/"]"""));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "a" : [ 1.50, -0, 1E5 ] ,"b":{"c":null}, "a":2}""")]
    [InlineData("""{"caf\u00e9":"\ud83d\ude00\/", "é":"語"}""")]
    [InlineData("""{"long":123456789012345678901234567890.123456789}""")]
    public void Metadata_is_kept_byte_for_byte(string metadata) =>
        Assert.Equal(metadata, Accepted($$""", "metadata" : {{metadata}} , "x":1""").Metadata);

    [Theory]
    [InlineData("""{"a":1e400}""", RejectionReason.NumberOutOfRange)]
    [InlineData("""{"a":[{"b":-1e309}]}""", RejectionReason.NumberOutOfRange)]
    [InlineData("""{"a":0e-20000}""", RejectionReason.NumberOutOfRange)]
    [InlineData("""{"a":"\u0000"}""", RejectionReason.NulCharacter)]
    [InlineData("""{"a\u0000":1}""", RejectionReason.NulCharacter)]
    [InlineData("""{"a":["\ud800"]}""", RejectionReason.LoneSurrogate)]
    [InlineData("""{"\udc00":1}""", RejectionReason.LoneSurrogate)]
    [InlineData("""[]""", RejectionReason.MetadataNotAnObject)]
    [InlineData("""[{"a":1}]""", RejectionReason.MetadataNotAnObject)]
    [InlineData(""" "text" """, RejectionReason.MetadataNotAnObject)]
    [InlineData("""5""", RejectionReason.MetadataNotAnObject)]
    [InlineData("""false""", RejectionReason.MetadataNotAnObject)]
    public void Metadata_that_cannot_be_stored_is_refused(string metadata, RejectionReason reason) =>
        AssertRejected(reason, "metadata", Some.Event($",\"metadata\":{metadata}"));

    [Fact]
    public void Metadatas_size_depth_and_digits_are_bounded()
    {
        string OfSize(int size) => $$"""{"a":"{{new string('x', size - 8)}}"}""";
        Accepted($",\"metadata\":{OfSize(32 * 1024)}");
        AssertRejected(RejectionReason.MetadataTooLarge, "metadata", Some.Event($",\"metadata\":{OfSize((32 * 1024) + 1)}"));

        string OfDepth(int depth) => $$"""{"a":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""";
        Accepted($",\"metadata\":{OfDepth(16)}");
        AssertRejected(RejectionReason.MetadataTooDeep, "metadata", Some.Event($",\"metadata\":{OfDepth(17)}"));
        AssertRejected(RejectionReason.MetadataTooDeep, "metadata", Some.Event($",\"metadata\":{OfDepth(1_000)}"));

        AssertRejected(RejectionReason.NumberTooLong, "metadata", Some.Event($$""","metadata":{"a":{{new string('9', 401)}}}"""));
    }

    [Fact]
    public void Null_metadata_is_none() => Assert.Null(Accepted(""","metadata":null""").Metadata);

    [Fact]
    public void Of_a_repeated_field_the_last_wins_and_null_is_as_if_it_were_not_there()
    {
        Assert.Equal("b", Accepted(""","type":"a","event_type":5,"type":"b","event_name":null""").Type);
        Assert.Equal("""{"b":2}""", Accepted(""","metadata":{"a":1e999},"metadata":{"b":2},"metadata":null""").Metadata);
        AssertRejected(RejectionReason.NotAString, "type", Some.Event(""","type":5"""));
    }

    [Theory]
    [InlineData(""","type":"a\u0000b" """, RejectionReason.NulCharacter, "type")]
    [InlineData(""","path":"\ud800" """, RejectionReason.LoneSurrogate, "path")]
    [InlineData(""","type":{"a":"\u0000"}""", RejectionReason.NulCharacter, "type")]
    [InlineData(""","unknown":["\u0000"]""", RejectionReason.NulCharacter, null)]
    [InlineData(""","unkn\u0000wn":1""", RejectionReason.NulCharacter, null)]
    [InlineData(""","\ud800":1""", RejectionReason.LoneSurrogate, null)]
    public void What_is_no_text_is_refused_even_in_fields_that_are_ignored(string more, RejectionReason reason, string? field) =>
        AssertRejected(reason, field, Some.Event(more));

    [Fact]
    public void Unknown_fields_of_any_kind_are_ignored() =>
        Accepted(""","a":1e999,"b":{"c":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]},"":0""");

    [Fact]
    public void A_refused_event_is_named_by_its_id_where_that_can_be_read()
    {
        Assert.Equal("é", RejectionOf(Some.Event(""","type":5""", id: """\u00e9""")).EventId);
        Assert.Equal("evt_1", RejectionOf(Some.Event(""","path":"\u0000" """)).EventId);
        Assert.Null(RejectionOf(Some.Event(id: """\u0000""")).EventId);
        Assert.Null(RejectionOf(Some.Event(id: new string('x', 201))).EventId);
        Assert.Null(RejectionOf("{}").EventId);
    }

    [Fact]
    public void A_batch_with_bad_events_takes_the_others_and_names_each_bad_one()
    {
        var batch = Some.Read(Some.Batch(Some.Event(id: "a"), "5", Some.Event(""","type":"" """, "b"), "[[{}]]", Some.Event(id: "c")));
        Assert.Equal(["a", "c"], Frames.EventsOf(batch).Select(read => read.EventId));
        Assert.Equal(
            [(1, null, RejectionReason.NotAnObject), (2, "b", RejectionReason.Empty), (3, null, RejectionReason.NotAnObject)],
            batch.Rejections.Select(rejection => (rejection.Index, rejection.EventId, rejection.Reason)));
    }

    [Fact]
    public void Every_message_is_a_sentence_without_placeholders()
    {
        foreach (var reason in Enum.GetValues<RejectionReason>().Where(reason => reason != RejectionReason.None))
        {
            var message = new Rejection(0, null, reason, "type").Message;
            Assert.DoesNotContain('{', message);
            Assert.EndsWith(".", message, StringComparison.Ordinal);
        }
    }
}
