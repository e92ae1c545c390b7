using System.Globalization;
using System.Net;
using System.Text;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>
/// Bodies that no honest client sends: each is refused by name and in time, nothing of it reaches the queue, and the next
/// client is served as if nothing had been.
/// </summary>
public sealed class RefusedBodiesTests(SharedSystem system) : SystemTest(system)
{
    const int Megabyte = 1024 * 1024;

    /// <summary>Whole bodies that cannot be read, with the byte where they go wrong, where there is one.</summary>
    public static TheoryData<string, string, string, int?> Unreadable() => new()
    {
        { "empty", "", "body_empty", null },
        { "white space", " \r\n\t", "body_empty", null },
        { "no JSON", "hello", "malformed_json", 0 },
        { "cut in a string", """[{"account_id":"a""", "malformed_json", 17 },
        { "cut after an event", """[{"account_id":"a"}""", "malformed_json", 19 },
        { "a comma too many", """[{"account_id":"a"},]""", "malformed_json", 20 },
        { "two documents", "[] []", "malformed_json", 3 },
        { "a comment", "[/* */]", "malformed_json", 1 },
        { "single quotes", "{'account_id':'a'}", "malformed_json", 1 },
        { "NaN", """{"account_id":NaN}""", "malformed_json", 14 },
        { "a raw line break in a string", "{\"account_id\":\"a\nb\"}", "malformed_json", 16 },
        { "a number", "7", "not_events", null },
        { "null", "null", "not_events", null },
        { "a string", "\"events\"", "not_events", null },
        { "no events", "[]", "no_events", null },
        { "events is no array", """{"events":{}}""", "events_not_an_array", null },
        { "events twice", """{"events":[],"events":[]}""", "events_repeated", null },
        { "10,000 open brackets", new string('[', 10_000), "malformed_json", 1024 },
        { "10,000 closed brackets", new string('[', 10_000) + new string(']', 10_000), "malformed_json", 1024 },
        { "10,000 open objects", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), "malformed_json", null },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_body_that_cannot_be_read_is_refused_with_the_position(string what, string body, string code, int? position)
    {
        Assert.NotEmpty(what);
        var problem = (await Client.PostAsync("/events", body)).MustRefuse(HttpStatusCode.BadRequest, code);
        if (position is { } at) Assert.Equal(at, (int)problem["position"]!);
        if (code == "malformed_json") Assert.NotNull(problem["position"]);
        await ServesAsync();
    }

    /// <summary>One event with one thing wrong: code and field. EVENT stands for the fields that it must have.</summary>
    public static TheoryData<string, string, string?> Faulty() => new()
    {
        { """{EVENT,"event_id":""}""", "empty", "event_id" },
        { """{EVENT,"event_id":5}""", "not_a_string", "event_id" },
        { $$"""{EVENT,"event_id":"{{new string('x', 201)}}"}""", "too_long", "event_id" },
        { $$"""{EVENT,"event_id":"{{new string('x', Megabyte)}}"}""", "too_long", "event_id" },
        { $$"""{EVENT,"path":"/{{new string('x', 2_000)}}"}""", "too_long", "path" },
        { """{"account_id":"a","type":"t","user_id":5}""", "not_a_string", "user_id" },
        { """{"account_id":"a","type":"t","user_id":{"a":[1]}}""", "not_a_string", "user_id" },
        { """{"account_id":"a","type":"t","user_id":null}""", "missing", "user_id" },
        { """{"account_id":["a"],"type":"t","user_id":"u"}""", "not_a_string", "account_id" },
        { """{"account_id":"a","type":true,"user_id":"u"}""", "not_a_string", "type" },
        { """{EVENT,"event_id":"a\u0000b"}""", "nul_character", "event_id" },
        { """{EVENT,"path":"/\u0000"}""", "nul_character", "path" },
        { """{EVENT,"metadata":{"a":"\u0000"}}""", "nul_character", "metadata" },
        { """{EVENT,"metadata":{"a":[{"\u0000b":1}]}}""", "nul_character", "metadata" },
        { """{EVENT,"ignored":"\u0000"}""", "nul_character", null },
        { """{EVENT,"event_id":"\ud800"}""", "lone_surrogate", "event_id" },
        { """{EVENT,"metadata":{"a":"\udc00\ud800"}}""", "lone_surrogate", "metadata" },
        { """{EVENT,"metadata":{"\ud83d":1}}""", "lone_surrogate", "metadata" },
        { """{EVENT,"metadata":{"a":"\ud800\u0041"}}""", "lone_surrogate", "metadata" },
        { """{EVENT,"metadata":{"a":1e400}}""", "number_out_of_range", "metadata" },
        { """{EVENT,"metadata":{"a":-1e400}}""", "number_out_of_range", "metadata" },
        { """{EVENT,"metadata":{"a":1e131073}}""", "number_out_of_range", "metadata" },
        { """{EVENT,"metadata":{"a":0e-20000}}""", "number_out_of_range", "metadata" },
        { WithMetadata($"{{\"a\":{new string('9', 401)}}}"), "number_too_long", "metadata" },
        { """{EVENT,"metadata":[1]}""", "metadata_not_an_object", "metadata" },
        { """{EVENT,"metadata":"{}"}""", "metadata_not_an_object", "metadata" },
        { WithMetadata($"{{\"a\":\"{new string('x', 32 * 1024)}\"}}"), "metadata_too_large", "metadata" },
        { WithMetadata($"{{\"a\":\"{new string('x', Megabyte)}\"}}"), "metadata_too_large", "metadata" },
        { WithMetadata($"{{{string.Join(',', Enumerable.Range(0, 10_000).Select(key => $"\"k{key}\":{key}"))}}}"), "metadata_too_large", "metadata" },
        { WithMetadata(Nested(17)), "metadata_too_deep", "metadata" },
        { WithMetadata(Nested(1_000)), "metadata_too_deep", "metadata" },
        { """{EVENT,"timestamp":1769941800}""", "not_a_string", "timestamp" },
        { """{EVENT,"timestamp":""}""", "timestamp_invalid", "timestamp" },
        { """{EVENT,"timestamp":"+infinity"}""", "timestamp_invalid", "timestamp" },
        { """{EVENT,"timestamp":"now"}""", "timestamp_invalid", "timestamp" },
        { """{EVENT,"timestamp":"2026-02-01T10:30:00"}""", "timestamp_invalid", "timestamp" },
        { """{EVENT,"timestamp":"2026-02-30T10:30:00Z"}""", "timestamp_invalid", "timestamp" },
        { """{EVENT,"timestamp":"2026-02-01T10:30:60Z"}""", "timestamp_invalid", "timestamp" },
        { """{EVENT,"timestamp":"2026-02-01T24:00:00Z"}""", "timestamp_invalid", "timestamp" },
        { """{EVENT,"timestamp":"2026-02-01T10:30:00+25:00"}""", "timestamp_invalid", "timestamp" },
        { """{EVENT,"timestamp":"0001-01-01T00:00:00Z"}""", "timestamp_out_of_range", "timestamp" },
        { """{EVENT,"timestamp":"1999-12-31T23:59:59.999999Z"}""", "timestamp_out_of_range", "timestamp" },
        { """{EVENT,"timestamp":"9999-12-31T23:59:59Z"}""", "timestamp_out_of_range", "timestamp" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task An_event_that_could_not_be_stored_is_refused_by_field(string json, string code, string? field)
    {
        var account = Some.Account("faulty");
        var body = json.Replace("EVENT", $"\"account_id\":\"{account}\",\"user_id\":\"u\",\"type\":\"t\"", StringComparison.Ordinal);
        var problem = (await Client.PostAsync("/events", body)).MustRefuse(HttpStatusCode.BadRequest, "no_valid_events");
        var rejected = Assert.Single(problem["rejected"]!.AsArray())!;
        Assert.Equal((code, field), ((string?)rejected["code"], (string?)rejected["field"]));
        await ServesAsync();
    }

    [Fact]
    public async Task A_time_a_day_ahead_is_taken_and_a_time_two_days_ahead_is_not()
    {
        var account = Some.Account("ahead");
        await Client.AcceptedAsync(Some.Event(account, "e", at: Some.Now.AddHours(23.9).ToString("O", CultureInfo.InvariantCulture)));
        var late = Some.Event(account, "f", at: Some.Now.AddHours(24.1).ToString("O", CultureInfo.InvariantCulture));
        (await Client.PostAsync(late)).MustRefuse(HttpStatusCode.BadRequest, "no_valid_events");
        await System.StoredSoonAsync(account, 1);
    }

    [Fact]
    public async Task Times_all_over_the_calendar_do_not_make_thousands_of_partitions()
    {
        const int Days = 21 * 365;
        var account = Some.Account("calendar");
        var first = new DateTime(2005, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var events = Enumerable.Range(0, Days).Select(day => Some.Event(account, $"e-{day}", at: first.AddDays(day).ToString("O", CultureInfo.InvariantCulture)));
        await Client.AcceptedAsync([.. events]);
        await System.StoredSoonAsync(account, Days);
        Assert.InRange((await System.QueryAsync<int>("select count(*)::int from pg_inherits where inhparent = 'events'::regclass"))[0], 1, 340);
        Assert.Equal(Days, (int)(await Client.SummaryAsync(account, "2000-01-01T00:00:00Z", "2026-11-01T00:00:00Z"))["events"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/csv")]
    [InlineData("text/plain; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("json")]
    public async Task Another_content_type_is_415(string? contentType)
    {
        (await Client.PostAsync("/events", Some.Event("a").ToJsonString(), contentType)).MustRefuse(HttpStatusCode.UnsupportedMediaType, "unsupported_content_type");
        await ServesAsync();
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("*")]
    public async Task Another_content_encoding_is_415_and_says_which_are_taken(string encoding)
    {
        var answer = await Client.PostAsync("/events", "[]"u8.ToArray(), ApiClient.Json, encoding);
        answer.MustRefuse(HttpStatusCode.UnsupportedMediaType, "unsupported_content_encoding");
        Assert.Equal("gzip, br", string.Join(", ", answer.Headers.GetValues("Accept-Encoding")));
        await ServesAsync();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_is_not_what_its_encoding_says_is_400(string encoding)
    {
        var whole = Compressed.As(encoding, Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 500).Select(index => Some.Event("a", $"e-{index}").ToJsonString()))}]"));
        (await Client.PostAsync("/events", "[]"u8.ToArray(), ApiClient.Json, encoding)).Must(HttpStatusCode.BadRequest);
        (await Client.PostAsync("/events", whole[..(whole.Length / 2)], ApiClient.Json, encoding)).Must(HttpStatusCode.BadRequest);
        (await Client.PostAsync("/events", [], ApiClient.Json, encoding)).Must(HttpStatusCode.BadRequest);
        await ServesAsync();
    }

    [Fact]
    public async Task Invalid_utf8_is_400_and_a_byte_order_mark_is_nothing()
    {
        var account = Some.Account("utf8");
        var good = Encoding.UTF8.GetBytes(Some.Event(account, "e").ToJsonString());
        byte[] bad = [.. "{\"account_id\":\""u8, 0xc3, 0x28, .. "\"}"u8];
        Assert.Equal(15, (int)(await Client.PostAsync("/events", bad)).MustRefuse(HttpStatusCode.BadRequest, "invalid_utf8")["position"]!);
        (await Client.PostAsync("/events", (byte[])[0xff, 0xfe, .. Encoding.Unicode.GetBytes("[]")])).MustRefuse(HttpStatusCode.BadRequest, "invalid_utf8");

        // Of lines, only the bad one is refused.
        var lines = (await Client.PostAsync("/events", (byte[])[.. bad, (byte)'\n', .. good], ApiClient.Lines)).Must(HttpStatusCode.Accepted);
        Assert.Equal("invalid_utf8", (string?)Assert.Single(lines.Json["rejected"]!.AsArray())!["code"]);
        (await Client.PostAsync("/events", (byte[])[0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Some.Event(account, "f").ToJsonString())])).Must(HttpStatusCode.Accepted);
        await System.StoredSoonAsync(account, 2);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_and_one_at_the_limit_is_read()
    {
        var account = Some.Account("limit");
        var one = Some.Event(account, "e").ToJsonString();
        (await Client.PostAsync("/events", one + new string(' ', (10 * Megabyte) - one.Length))).Must(HttpStatusCode.Accepted);

        // A client that asks first is told before it sends; others are cut off while they send.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/events");
        request.Content = new StringContent(one + new string(' ', (10 * Megabyte) + 1 - one.Length), Encoding.UTF8, ApiClient.Json);
        request.Headers.ExpectContinue = true;
        var over = await Client.SendAsync(request);
        over.MustRefuse(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        Assert.Contains("close", over.Headers.Connection);
        await ServesAsync();
    }

    [Fact]
    public async Task A_million_events_in_a_batch_are_413()
    {
        var body = $"[{string.Join(',', Enumerable.Repeat("{}", 1_000_000))}]";
        (await Client.PostAsync("/events", body)).MustRefuse(HttpStatusCode.RequestEntityTooLarge, "too_many_events");
        await ServesAsync();
    }

    [Fact]
    public async Task Repeated_fields_of_an_event_count_by_the_last()
    {
        var account = Some.Account("repeated");
        var body = $$"""{"user_id":"first","account_id":"nobody","type":"t","event_id":"e","site_id":"{{account}}","user_id":"last","timestamp":"2026-02-01T10:30:00Z"}""";
        (await Client.PostAsync("/events", body)).Must(HttpStatusCode.Accepted);
        await System.StoredSoonAsync(account, 1);
        Assert.Equal(["last"], await System.QueryAsync<string>("select user_id from events where account_id = @account", new { account }));
    }

    static string WithMetadata(string json) => "{EVENT,\"metadata\":" + json + "}";

    static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

    async Task ServesAsync() => await Client.AcceptedAsync(Some.Event("after-the-refused", "e"));
}
