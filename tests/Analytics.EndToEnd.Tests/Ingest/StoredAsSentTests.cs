using System.Globalization;
using System.Net;
using System.Text;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>What was accepted is what stands in the table, to the last digit.</summary>
public sealed class StoredAsSentTests(SharedSystem system) : SystemTest(system)
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"any":"shape","deep":{"list":[1,[2,{"three":null}],true,false,""]}}""")]
    [InlineData("""{"escapes":"\"\\\/\b\f\n\r\t\u0001\u001f\u007f\u2028\u00e9","n\u0061me":"\ud83d\ude00"}""")]
    [InlineData("""{"unicode":"žluťoučký kůň 中文 عربى 🙂👩‍👩‍👧 ﷽","🔑":"é ≠ é"}""")]
    [InlineData("""{"digits":123456789012345678901234567890,"fine":0.1234567890123456789012345678901,"big":1e300,"small":1e-300,"minus":-0.5,"exponent":12E+3,"trailing":1.10}""")]
    [InlineData("""{"id":9007199254740993,"long":9223372036854775807,"longer":18446744073709551616}""")]
    [InlineData("""{"":"empty name"," ":"blank","a.b":"dot","$":"dollar","__proto__":{"x":1}}""")]
    [InlineData("""{"sql":"'; drop table events; --","copy":"\\N \\. \t|","html":"<script>alert(1)</script>"}""")]
    public async Task Metadata_is_stored_as_the_same_json(string metadata)
    {
        var stored = await StoreAsync(metadata);
        Assert.True(Json.Same(metadata, stored), $"sent   {metadata}\nstored {stored}");
    }

    [Fact]
    public async Task Of_a_name_given_twice_the_last_value_counts() =>
        Assert.Equal("""{"a": {"b": 3}, "c": 2}""", await StoreAsync("""{"a":1,"c":2,"a":{"b":2,"b":3}}"""));

    [Fact]
    public async Task Metadata_may_be_as_large_and_as_deep_as_the_limits_say()
    {
        var large = $$"""{"text":"{{new string('x', (32 * 1024) - 11)}}"}""";
        Assert.Equal(32 * 1024, large.Length);
        Assert.True(Json.Same(large, await StoreAsync(large)));
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 15)) + "{}" + new string('}', 15);
        Assert.True(Json.Same(deep, await StoreAsync(deep)));
        var many = $"{{{string.Join(',', Enumerable.Range(0, 2_000).Select(index => $"\"k{index}\":{index}"))}}}";
        Assert.True(Json.Same(many, await StoreAsync(many)));
    }

    [Theory]
    [InlineData("2026-02-01T10:30:00Z", "2026-02-01T10:30:00.000000")]
    [InlineData("2026-02-01T10:30:00.123456+05:30", "2026-02-01T05:00:00.123456")]
    [InlineData("2026-02-01T10:30:00.123456999-08:00", "2026-02-01T18:30:00.123456")]
    [InlineData("2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00.000000")]
    [InlineData("2025-12-31T23:59:59.999999-00:00", "2025-12-31T23:59:59.999999")]
    [InlineData("2000-01-01T00:00:00Z", "2000-01-01T00:00:00.000000")]
    [InlineData("2024-02-29t12:00:00z", "2024-02-29T12:00:00.000000")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000")]
    public async Task A_time_is_stored_in_utc_to_the_microsecond(string sent, string utc)
    {
        var account = Some.Account("time");
        await Client.AcceptedAsync(Some.Event(account, "e", at: sent));
        await System.StoredSoonAsync(account, 1);
        var row = Assert.Single(await System.QueryAsync<(string At, string On)>(
            """
            select to_char(occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'), occurred_on::text
            from events
            where account_id = @account
            """,
            new { account }));
        Assert.Equal((utc, utc[..10]), row);

        // From and up to the microsecond after: the event; up to it: nothing.
        var at = DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        Assert.Equal(1, (int)(await Client.SummaryAsync(account, Text(at), Text(at.AddMicroseconds(1))))["events"]!);
        Assert.Equal(0, (int)(await Client.SummaryAsync(account, Text(at.AddMicroseconds(1)), Text(at.AddDays(1))))["events"]!);
        static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("account_id", "type")]
    [InlineData("site_id", "event_type")]
    [InlineData("org_id", "event_name")]
    public async Task The_older_names_of_fields_mean_the_same(string accountName, string typeName)
    {
        var account = Some.Account("alias");
        var body = $$"""{"{{accountName}}":"{{account}}","{{typeName}}":"signed_up","user_id":"ü🙂","path":"/a b?c=%20#ž","event_id":"e","timestamp":"2026-02-01T10:30:00Z"}""";
        (await Client.PostAsync("/events", body)).Must(HttpStatusCode.Accepted);
        await System.StoredSoonAsync(account, 1);
        Assert.Equal(
            [("e", "ü🙂", "signed_up", "/a b?c=%20#ž", null)],
            await System.QueryAsync<(string, string, string, string, string?)>("select event_id, user_id, type, path, metadata::text from events where account_id = @account", new { account }));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb c+d")]
    [InlineData("?x=1&y=2#z")]
    [InlineData("účet 🙂 \"q\" \\ 'x'")]
    public async Task An_account_id_may_hold_any_character(string name)
    {
        var account = Some.Account(name);
        await Client.AcceptedAsync(Some.Event(account, "e", path: "/x"));
        await System.StoredSoonAsync(account, 1);
        var summary = await Client.SummaryAsync(account, Some.From, Some.To);
        Assert.Equal(account, (string?)summary["account_id"]);
        Assert.Equal(1, (int)summary["events"]!);
        Assert.Equal(
            1,
            (int)(await Client.GetAsync($"/stats?site_id={Uri.EscapeDataString(account)}&date=2026-02-01")).Must(HttpStatusCode.OK).Json["total_views"]!);
    }

    async Task<string?> StoreAsync(string metadata)
    {
        var account = Some.Account("metadata");
        var body = Some.Event(account, "e").ToJsonString()[..^1] + ",\"metadata\":" + metadata + "}";
        (await Client.PostAsync("/events", Encoding.UTF8.GetBytes(body))).Must(HttpStatusCode.Accepted);
        await System.StoredSoonAsync(account, 1);
        return Assert.Single(await System.QueryAsync<string?>("select metadata::text from events where account_id = @account", new { account }));
    }
}
