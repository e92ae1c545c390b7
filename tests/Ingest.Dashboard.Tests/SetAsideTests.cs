using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

public sealed class SetAsideTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    [Fact]
    public async Task A_set_aside_event_shows_its_reason_and_is_stored_when_it_is_replayed()
    {
        var account = Some.Account("aside");
        await System.Postgres.ExecuteAsync("alter table events add constraint events_type_not_unwanted check (type <> 'unwanted') not valid");
        try
        {
            await Client.AcceptedAsync(Some.Event(account, type: "unwanted", id: "e-unwanted"));
            await OpenAsync(account);
            await Expect(Panel("Pipeline")).ToContainTextAsync("events_type_not_unwanted");
            await Expect(Panel("Pipeline")).ToContainTextAsync("23514");
            await Screenshots.TakeAsync(Page, "set-aside");
        }
        finally
        {
            await System.Postgres.ExecuteAsync("alter table events drop constraint events_type_not_unwanted");
        }

        await Button("Replay event e-unwanted").ClickAsync();
        await Expect(Panel("Pipeline")).ToContainTextAsync("Nothing is set aside.");
        await Expect(Panel("Pipeline")).ToContainTextAsync("=Stored1");
        await System.StoredSoonAsync(account, 1);
    }
}
