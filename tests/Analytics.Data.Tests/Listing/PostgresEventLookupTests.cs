using Analytics.Data.Listing;
using Analytics.Data.SetAside;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Listing;

public sealed class PostgresEventLookupTests(PostgresServer server) : DatabaseTest(server)
{
    [Fact]
    public async Task Of_the_events_of_one_id_the_latest_day_is_found_whenever_it_was_stored()
    {
        await Store.AppendAsync([Some.Event("e", at: Some.Noon.AddMonths(2), path: "/latest")], default);
        await Store.AppendAsync([Some.Event("e"), Some.Event("e", at: Some.Noon.AddMonths(-20)), Some.Event("e", account: "acc_2", at: Some.Noon.AddMonths(5))], default);
        var lookup = new PostgresEventLookup(Reader);
        for (var again = 0; again < 8; again++) // from the sixth on, PostgreSQL may plan without the values
        {
            var found = await lookup.FindAsync("acc_1", "e", default);
            Assert.Equal("/latest", Some.Text(found!.Value.Path!.Value));
            Assert.Null(await lookup.FindAsync("acc_1", "another", default));
            Assert.Null(await lookup.FindAsync("acc_3", "e", default));
        }
    }

    [Fact]
    public async Task An_event_is_found_by_its_id_whatever_that_looks_like_and_whatever_lies_between()
    {
        string[] ids = ["", "a", "12345", "123456", "1234567", "0198c0de-0000-7000-8000-000000000001", "0198c0de-0000-7000-8000-000000000002", "ключ-ключ-ключ", "🙂🙂🙂🙂🙂🙂🙂🙂", "a\\b'\"c d/e"];
        await Store.AppendAsync([.. ids.Select((id, i) => Some.Event(id, at: Some.Noon.AddDays(-17 * i), path: $"/{i}"))], default);
        await Store.AppendAsync(Some.Events(1_000, at: Some.Noon.AddDays(3)), default);
        var lookup = new PostgresEventLookup(Reader);
        for (var i = 0; i < ids.Length; i++) Assert.Equal($"/{i}", Some.Text((await lookup.FindAsync("acc_1", ids[i], default))!.Value.Path!.Value));
    }

    [Fact]
    public async Task Of_the_events_that_were_set_aside_under_one_id_the_last_is_found()
    {
        await Store.AppendAsync([Some.Event("e", metadata: "{")], default);
        await Store.AppendAsync([Some.Event("e", metadata: "[")], default);
        var list = new PostgresSetAsideList(Reader);
        var found = await list.FindAsync("acc_1", "e", default);
        Assert.Equal("[", found!.Metadata);
        Assert.Null(await list.FindAsync("acc_2", "e", default));
        Assert.Null(await list.FindAsync("acc_1", "f", default));
    }
}
