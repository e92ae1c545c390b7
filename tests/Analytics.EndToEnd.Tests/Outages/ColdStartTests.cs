using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>The API alone, on servers that have never seen the system: the queue is there before the first event is accepted.</summary>
public sealed class ColdStartTests(EmptySystem system) : SystemTest(system), IClassFixture<EmptySystem>
{
    [Fact]
    public async Task Events_accepted_before_any_worker_wait_in_the_queue_and_are_stored_by_the_first()
    {
        var account = Some.Account("cold");
        await Client.AcceptedAsync(Some.Events(account, 100));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(index => Client.AcceptedAsync(Some.Event(account, $"single-{index}"))));
        Assert.InRange(await System.MessagesAsync("analytics-events"), 1, 21);

        // There are no tables yet: reading is away, which is no fault of the client's and none to be logged as ours.
        (await Client.GetAsync($"/accounts/{account}/summary")).Must(HttpStatusCode.ServiceUnavailable);

        await System.AddWorkersAsync(3);
        await System.StoredSoonAsync(account, 120);
        await System.DrainedSoonAsync();
        Assert.Equal(120, (int)(await Client.SummaryAsync(account, Some.From, Some.To))["events"]!);
    }
}
