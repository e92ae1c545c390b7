using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>An event is one row and is counted once, however often it is sent.</summary>
public sealed class DuplicatesTests(SharedSystem system) : SystemTest(system)
{
    [Fact]
    public async Task A_batch_sent_twice_counts_once()
    {
        var account = Some.Account("twice");
        await Client.AcceptedAsync(Some.Events(account, 200));
        await System.StoredSoonAsync(account, 200);
        await Client.AcceptedAsync(Some.Events(account, 200));
        await CountedAsync(account, 200);
    }

    [Fact]
    public async Task A_batch_sent_by_eight_at_once_counts_once()
    {
        var account = Some.Account("eight");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Client.AcceptedAsync(Some.Events(account, 500))));
        await CountedAsync(account, 500);
    }

    [Fact]
    public async Task Batches_that_overlap_count_each_event_once()
    {
        var account = Some.Account("overlap");
        var events = Some.Events(account, 400);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(index => Client.AcceptedAsync([.. events.Skip(index * 50).Take(150).Select(one => one.DeepClone())])));
        await CountedAsync(account, 400);
    }

    [Fact]
    public async Task An_event_twice_in_one_batch_counts_once()
    {
        var account = Some.Account("within");
        await Client.AcceptedAsync(Some.Event(account, "e"), Some.Event(account, "e"), Some.Event(account, "E"));
        await CountedAsync(account, 2);
    }

    [Fact]
    public async Task Of_two_events_of_one_id_the_first_counts()
    {
        var account = Some.Account("first");
        await Client.AcceptedAsync(Some.Event(account, "e", type: "first"));
        await System.StoredSoonAsync(account, 1);
        await Client.AcceptedAsync(Some.Event(account, "e", type: "second"));
        await CountedAsync(account, 1);
        Assert.Equal(["first"], await System.QueryAsync<string>("select type from events where account_id = @account", new { account }));
    }

    [Fact]
    public async Task An_id_belongs_to_its_account()
    {
        var (one, other) = (Some.Account("tenant"), Some.Account("tenant"));
        await Client.AcceptedAsync(Some.Event(one, "e"), Some.Event(other, "e"));
        await CountedAsync(one, 1);
        await CountedAsync(other, 1);
    }

    /// <summary>Waits until nothing is under way any more, then counts rows and summary.</summary>
    async Task CountedAsync(string account, int events)
    {
        await System.DrainedSoonAsync();
        Assert.Equal(events, await System.StoredAsync(account));
        var summary = await Client.SummaryAsync(account, Some.From, Some.To);
        Assert.Equal(events, (int)summary["events"]!);
        Assert.Equal(events, summary["totals"]!.AsObject().Sum(type => (int)type.Value!));
    }
}
