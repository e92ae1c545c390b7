using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

public sealed class PageTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    [Fact]
    public async Task An_accounts_figures_lists_and_events_are_those_of_the_API()
    {
        var account = Some.Account("whole/page");
        await StoreAsync(account, Some.Hourly(account, 35));
        await OpenAsync(account, "show=type");
        await Expect(Card("Events")).ToContainTextAsync("35");
        await Expect(Card("Unique users")).ToContainTextAsync("7");
        await Expect(Card("Events per user")).ToContainTextAsync("5");
        await Expect(Panel("Types").GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["page_view2160.0%", "login720.0%", "purchase720.0%"]);
        await Expect(Panel("Users").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(7);
        await Expect(Panel("Paths").GetByRole(AriaRole.Listitem).First).ToContainTextAsync("/page-0");
        await Expect(Panel("Events").GetByRole(AriaRole.Row)).ToHaveCountAsync(26); // a head, and a page of 25
        await Expect(Panel("Pipeline")).ToContainTextAsync("ledger closed");
        await Expect(Panel("Events over time").GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["page_view", "login", "purchase"]);
        await Assertions.Expect(Page).ToHaveTitleAsync($"{account} – Analytics");
        await Screenshots.TakeAsync(Page, "by-type");
    }

    [Fact]
    public async Task Older_events_are_a_page_away_and_the_back_button_leads_back()
    {
        var account = Some.Account("pages");
        await StoreAsync(account, Some.Hourly(account, 30));
        await OpenAsync(account);
        await Expect(Panel("Events").GetByRole(AriaRole.Row)).ToHaveCountAsync(26);
        await Button("Older").ClickAsync();
        await Expect(Panel("Events").GetByRole(AriaRole.Row)).ToHaveCountAsync(6);
        await Expect(Button("Older")).ToBeDisabledAsync();
        await Page.GoBackAsync();
        await Expect(Panel("Events").GetByRole(AriaRole.Row)).ToHaveCountAsync(26);
    }

    [Fact]
    public async Task An_event_opens_and_shows_its_metadata()
    {
        var account = Some.Account("metadata");
        await StoreAsync(account, Some.Event(account, id: "e-1", metadata: new() { ["plan"] = "team", ["seats"] = 12 }));
        await OpenAsync(account);
        await Button("Details of event e-1").ClickAsync();
        await Expect(Panel("Events").GetByLabel("Metadata", new() { Exact = true })).ToContainTextAsync("\"seats\": 12");
    }

    [Fact]
    public async Task Another_account_is_found_by_a_part_of_its_name_and_its_figures_are_shown()
    {
        var (one, other) = (Some.Account("first"), Some.Account("Looked-for"));
        await StoreAsync(one, Some.Event(one));
        await StoreAsync(other, Some.Hourly(other, 3));
        await OpenAsync(one);
        await Expect(Card("Events")).ToContainTextAsync("1");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await Page.GetByLabel("Search accounts").FillAsync(other[4..].ToLowerInvariant());
        await Button(other).ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("3");
        Assert.Contains(other, Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_goes_to_an_account()
    {
        var account = Some.Account("!first");
        await StoreAsync(account, Some.Event(account));
        await OpenAsync();
        await Expect(Card("Events")).ToContainTextAsync("1");
        Assert.Contains("account=", Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_events_it_says_how_to_send_the_first_and_shows_it_then()
    {
        var account = Some.Account("nothing");
        await OpenAsync(account);
        var empty = Panel("No events yet");
        await Expect(empty).ToContainTextAsync("curl -X POST");
        await Expect(empty).ToContainTextAsync("new EventTracker(");
        await Screenshots.TakeAsync(Page, "empty");
        await StoreAsync(account, Some.Event(account));
        await Expect(Card("Events")).ToContainTextAsync("1");
        await Expect(empty).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_all_events_are_older_it_leads_to_them()
    {
        var account = Some.Account("older");
        await StoreAsync(account, Some.Event(account, at: new DateTimeOffset(2024, 3, 3, 12, 0, 0, TimeSpan.Zero)));
        await OpenAsync(account);
        await Expect(Panel("No events")).ToContainTextAsync("3 Mar 2024");
        await Button("Show the 30 days before it").ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("1");
        Assert.Contains("from=2024-02-02T23%3A00%3A00.000Z", Page.Url, StringComparison.Ordinal);
    }
}
