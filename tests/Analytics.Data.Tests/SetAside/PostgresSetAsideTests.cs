using Analytics.Data.Events;
using Analytics.Data.SetAside;
using Analytics.Tests.Servers;
using Dapper;

namespace Analytics.Data.Tests.SetAside;

public sealed class PostgresSetAsideTests(PostgresServer server) : DatabaseTest(server)
{
    static readonly EventRow Refused = Some.Event(path: "/\0", metadata: "{");

    readonly ManualClock clock = new(Some.Noon);

    [Fact]
    public async Task What_is_set_aside_is_kept_with_its_reason_and_as_it_came()
    {
        await AppendAsync(Refused);
        var row = Assert.Single(await RowsAsync());
        Assert.Equal(("acc_1", "evt_1", 1), (row.AccountId, row.EventId, row.Attempts));
        Assert.StartsWith("22", row.Sqlstate, StringComparison.Ordinal);
        Assert.NotEmpty(row.Reason);
        Assert.Equal("/\0"u8, row.Path);
        Assert.Equal("{"u8, row.Metadata);
        Assert.Equal((Some.Noon, Some.Noon), (row.First, row.Last));
    }

    [Fact]
    public async Task The_same_again_is_one_row_with_an_attempt_more()
    {
        await AppendAsync(Refused);
        clock.Advance(TimeSpan.FromMinutes(5));
        await AppendAsync(Refused);
        var row = Assert.Single(await RowsAsync());
        Assert.Equal(2, row.Attempts);
        Assert.Equal((Some.Noon, Some.Noon.AddMinutes(5)), (row.First, row.Last));
    }

    [Fact]
    public async Task Two_events_whose_ids_look_alike_once_readable_are_two_rows()
    {
        await AppendAsync(Some.Event("a\0b"));
        await AppendAsync(Some.Event("a\uFFFDb", metadata: "{"));
        Assert.Equal(["a\uFFFDb", "a\uFFFDb"], (await RowsAsync()).Select(row => row.EventId));
    }

    public static TheoryData<string, string> Ids => new()
    {
        { "a\0b", "a\uFFFDb" },
        { "\ud800x", "\uFFFDx" },
        { "", "" },
        { "日本\U0001F600", "日本\U0001F600" },
    };

    [Theory]
    [MemberData(nameof(Ids), DisableDiscoveryEnumeration = true)]
    public void Ids_are_kept_as_far_as_text_can_hold_them(string given, string kept) =>
        Assert.Equal(kept, PostgresSetAside.Readable(Some.Utf8(given)));

    [Fact]
    public async Task Ids_of_any_length_are_set_aside()
    {
        var random = new Random(7);
        var endless = string.Concat(Enumerable.Range(0, 20_000).Select(_ => char.ConvertFromUtf32(random.Next(0x10000, 0x20000)))); // nothing to compress
        await AppendAsync(Some.Event(endless, "x" + endless));
        var row = Assert.Single(await RowsAsync());
        Assert.StartsWith(row.EventId, endless, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_workers_at_once_set_the_same_event_aside_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => new PostgresEventStore(NewWriter(), clock).AppendAsync([Refused], default))));
        Assert.Equal(12, Assert.Single(await RowsAsync()).Attempts);
        Assert.Equal("1 11", await ScalarAsync<string>("select sum(set_aside) || ' ' || sum(duplicates) from ledger_deltas"));
    }

    Task<AppendResult> AppendAsync(EventRow row) => new PostgresEventStore(Writer, clock).AppendAsync([row], default);

    async Task<List<Row>> RowsAsync()
    {
        await using var connection = await Postgres.OpenConnectionAsync();
        return (await connection.QueryAsync<Row>(
            """
            select account_id as AccountId, event_id as EventId, sqlstate as Sqlstate, reason as Reason, path_bytes as Path, metadata_bytes as Metadata,
              first_failed_at as First, last_failed_at as Last, attempts as Attempts
            from set_aside_events
            """)).AsList();
    }

    sealed record Row(string AccountId, string EventId, string Sqlstate, string Reason, byte[] Path, byte[] Metadata, DateTime First, DateTime Last, int Attempts);
}
