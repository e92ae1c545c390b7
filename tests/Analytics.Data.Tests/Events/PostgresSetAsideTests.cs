using Analytics.Data.Events;
using Analytics.Tests.Servers;
using Dapper;

namespace Analytics.Data.Tests.Events;

public sealed class PostgresSetAsideTests(PostgresServer server) : DatabaseTest(server)
{
    static readonly byte[] Payload = [1, 0, 255, 0];

    readonly ManualClock clock = new(Some.Noon);

    [Fact]
    public async Task What_is_set_aside_is_kept_with_its_reason()
    {
        await SetAside.AddAsync("acc_1", "evt_1", Payload, "22P05", "unsupported Unicode escape sequence", default);
        var row = Assert.Single(await RowsAsync());
        Assert.Equal(("acc_1", "evt_1", "22P05", "unsupported Unicode escape sequence", 1), (row.AccountId, row.EventId, row.Sqlstate, row.Reason, row.Attempts));
        Assert.Equal(Payload, row.Payload);
        Assert.Equal((Some.Noon, Some.Noon), (row.First, row.Last));
    }

    [Fact]
    public async Task The_same_again_is_one_row_with_an_attempt_more()
    {
        await SetAside.AddAsync("acc_1", "evt_1", Payload, "22P05", "no", default);
        clock.Advance(TimeSpan.FromMinutes(5));
        await SetAside.AddAsync("acc_1", "evt_1", Payload, "22P05", "no", default);
        var row = Assert.Single(await RowsAsync());
        Assert.Equal(2, row.Attempts);
        Assert.Equal((Some.Noon, Some.Noon.AddMinutes(5)), (row.First, row.Last));
    }

    [Fact]
    public async Task Another_payload_and_another_account_are_rows_of_their_own()
    {
        await SetAside.AddAsync("acc_1", "evt_1", Payload, "22P05", "no", default);
        await SetAside.AddAsync("acc_1", "evt_1", new byte[] { 1 }, "22P05", "no", default);
        await SetAside.AddAsync("acc_2", "evt_1", Payload, "22P05", "no", default);
        Assert.Equal(3, (await RowsAsync()).Count);
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
    public async Task Ids_are_kept_as_far_as_text_can_hold_them(string given, string kept)
    {
        await SetAside.AddAsync(given, given, Payload, "22021", "no", default);
        var row = Assert.Single(await RowsAsync());
        Assert.Equal((kept, kept), (row.AccountId, row.EventId));
    }

    [Fact]
    public async Task Ids_of_any_length_are_set_aside()
    {
        var random = new Random(7);
        var endless = string.Concat(Enumerable.Range(0, 20_000).Select(_ => char.ConvertFromUtf32(random.Next(0x10000, 0x20000)))); // nothing to compress
        await SetAside.AddAsync(endless, "x" + endless, Payload, "54000", "index row size", default);
        var row = Assert.Single(await RowsAsync());
        Assert.StartsWith(row.AccountId, endless, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_workers_at_once_set_the_same_event_aside_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SetAside.AddAsync("acc_1", "evt_1", Payload, "22P05", "no", default)));
        Assert.Equal(12, Assert.Single(await RowsAsync()).Attempts);
    }

    PostgresSetAside SetAside => new(Writer, clock);

    async Task<List<Row>> RowsAsync()
    {
        await using var connection = await Postgres.OpenConnectionAsync();
        return (await connection.QueryAsync<Row>(
            """
            select account_id as AccountId, event_id as EventId, sqlstate as Sqlstate, reason as Reason, payload as Payload,
              first_failed_at as First, last_failed_at as Last, attempts as Attempts
            from set_aside_events
            """)).AsList();
    }

    sealed record Row(string AccountId, string EventId, string Sqlstate, string Reason, byte[] Payload, DateTime First, DateTime Last, int Attempts);
}
