using System.Net;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Reading;

/// <summary>An account's events as a file.</summary>
public sealed class ExportTests(SharedSystem system) : SystemTest(system)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_csv_has_a_header_a_line_an_event_and_no_cell_that_a_spreadsheet_would_run()
    {
        var account = Some.Account("csv");
        var full = Some.Event(account, "=1+1", "@user", "buy, \"now\"", "2026-02-01T10:30:00.123456Z", "/a;b\r\n");
        full["metadata"] = JsonNode.Parse("""{"a":"x, \"y\""}""");
        await Client.AcceptedAsync(full, Some.Event(account, "plain", at: "2026-01-31T00:00:00Z"));
        await System.StoredSoonAsync(account, 2);

        var answer = (await Client.GetAsync($"/accounts/{account}/events.csv")).Must(HttpStatusCode.OK);
        Assert.Equal("text/csv", answer.MediaType);
        var lines = answer.Body.Split("\r\n");
        Assert.Equal("event_id,account_id,user_id,type,timestamp,received_at,path,metadata,cursor", lines[0]);
        Assert.StartsWith($"plain,{account},user-1,page_view,2026-01-31T00:00:00.000Z,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"'=1+1,{account},'@user,\"buy, \"\"now\"\"\",2026-02-01T10:30:00.123456Z,", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",\"/a;b", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("\",\"{\"\"a\"\": \"\"x, \\\"\"y\\\"\"\"\"}\",A", lines[3], StringComparison.Ordinal);
        Assert.Equal("", lines[4]);
    }

    [Fact]
    public async Task A_download_that_was_cut_off_goes_on_after_its_last_whole_line()
    {
        var account = Some.Account("resume");
        await System.FillAsync(account, events: 12_345, metadataBytes: 10);
        foreach (var format in (string[])["csv", "ndjson"])
        {
            var whole = (await Client.GetAsync($"/accounts/{account}/events.{format}")).Body;
            Assert.Equal(12_345 + (format == "csv" ? 1 : 0), whole.Count(letter => letter == '\n'));
            var part = whole[..(whole.Length * 2 / 3)];
            part = part[..(part.LastIndexOf('\n') + 1)];
            var last = part.TrimEnd().Split('\n')[^1];
            var cursor = format == "csv" ? last.Split(',')[^1] : (string)JsonNode.Parse(last)!["cursor"]!;
            Assert.Equal(whole, part + (await Client.GetAsync($"/accounts/{account}/events.{format}?cursor={cursor}")).Body);
        }
    }

    [Fact]
    public async Task Lines_of_ndjson_are_the_listed_events_oldest_first_as_far_as_the_filter_lets_them()
    {
        var account = Some.Account("ndjson");
        await System.FillAsync(account, events: 7_001, metadataBytes: 10);
        var answer = await Client.GetAsync($"/accounts/{account}/events.ndjson?metadata.seventh=true&from=2026-02-01&to=2026-03-01");
        Assert.Equal("application/x-ndjson", answer.MediaType);
        var lines = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(Enumerable.Range(1, 1_000).Select(i => $"e{i * 7:000000}"), lines.Select(line => (string)line["event_id"]!));

        var listed = (await Client.GetAsync($"/accounts/{account}/events?limit=1&metadata.seventh=true")).Json["events"]![0]!.AsObject();
        var last = lines[^1].AsObject();
        last.Remove("cursor");
        Assert.True(JsonNode.DeepEquals(listed, last));
    }

    [Fact]
    public async Task An_export_that_breaks_breaks_the_connection_and_is_no_short_file()
    {
        var account = Some.Account("broken");
        await System.FillAsync(account, events: 40_000, metadataBytes: 1_000);
        using var export = await Download.BegunAsync(Client.Address, $"/accounts/{account}/events.csv");
        Assert.StartsWith("event_id,", await export.LineAsync(), StringComparison.Ordinal);
        await System.QueryAsync<int>("alter view own_events rename to own_events_away");
        try
        {
            await Assert.ThrowsAnyAsync<IOException>(() => export.RestAsync().WaitAsync(Patience));
        }
        finally
        {
            await System.QueryAsync<int>("alter view own_events_away rename to own_events");
        }
    }

    [Fact]
    public async Task Only_so_many_run_at_a_time_and_a_reader_who_leaves_makes_room()
    {
        var account = Some.Account("slots");
        await System.FillAsync(account, events: 40_000, metadataBytes: 1_000);
        var running = new List<Download>();
        for (var i = 0; i < 3; i++) running.Add(await Download.BegunAsync(Client.Address, $"/accounts/{account}/events.ndjson"));
        var refused = (await Client.GetAsync($"/accounts/{account}/events.ndjson")).Must(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(refused.Headers.RetryAfter);

        // What is left is for others.
        var other = Some.Account("slots");
        await System.FillAsync(other, events: 40_000, metadataBytes: 1_000);
        running.Add(await Download.BegunAsync(Client.Address, $"/accounts/{other}/events.ndjson"));
        (await Client.GetAsync($"/accounts/{account}-empty/events.ndjson")).Must(HttpStatusCode.ServiceUnavailable);

        foreach (var one in running) one.Dispose();
        await Soon.IsAsync(
            () => Client.GetAsync($"/accounts/{account}-empty/events.ndjson"), answer => answer.Status == HttpStatusCode.OK, "a slot is free", Patience);
    }

    [Theory]
    [InlineData("?cursor=AAAA", "cursor")]
    [InlineData("?from=2026-02-01", "to")]
    [InlineData("?user_id=", "user_id")]
    public async Task What_cannot_be_meant_is_400_and_names_the_parameter(string query, string parameter) =>
        Assert.Equal(parameter, (string?)(await Client.GetAsync($"/accounts/acc/events.csv{query}")).Must(HttpStatusCode.BadRequest).Json["parameter"]);
}
