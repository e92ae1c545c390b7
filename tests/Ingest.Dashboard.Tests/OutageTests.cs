using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

public sealed class OutageTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    [Fact]
    public async Task While_the_API_is_away_the_last_figures_stand_and_it_says_since_when()
    {
        var account = Some.Account("away");
        await StoreAsync(account, Some.Hourly(account, 12));
        await using var api = await System.AddApiAsync();
        Expected = ["ERR_"];
        await OpenAsync(account, api: api.Address);
        await Expect(Card("Events")).ToContainTextAsync("Events12");
        await Expect(Panel("Pipeline")).ToContainTextAsync("ledger closed");
        await api.KillAsync();
        var banner = Page.Locator(".outage");
        await Expect(banner).ToContainTextAsync("The API cannot be reached.");
        await Expect(banner).ToHaveTextAsync(new global::System.Text.RegularExpressions.Regex(@"the ledger \(since \d\d:\d\d:\d\d\)"));
        await Expect(Card("Events")).ToContainTextAsync("Events12");
        await Screenshots.TakeAsync(Page, "away");

        await api.StartAsync();
        await Expect(banner).ToHaveCountAsync(0, new() { Timeout = 40_000 });
        await Expect(Panel("Live")).ToContainTextAsync("connected");
    }

    [Fact]
    public async Task A_question_that_takes_too_long_says_so_where_its_answer_would_be()
    {
        var account = Some.Account("costly");
        await StoreAsync(account, Some.Event(account));
        Expected = ["503"];
        await OpenAsync(account);
        await Page.RouteAsync("**/top/users?*", route => RefuseAsync(route, "Too many events would have to be read."));
        await Button("24 h").ClickAsync();
        await Expect(Page.Locator(".outage")).ToContainTextAsync("Too many events would have to be read. Not up to date: top users");
        await Expect(Card("Events")).ToContainTextAsync("Events1");
    }
    [Fact]
    public async Task What_nobody_asks_for_any_more_is_not_missed()
    {
        var account = Some.Account("cleared");
        await StoreAsync(account, Some.Hourly(account, 3));
        Expected = ["503"];
        await OpenAsync(account);
        await Page.RouteAsync("**/top/metadata.plan?*", route => RefuseAsync(route, "Too many events would have to be read."));
        await Button("plan").ClickAsync();
        await Expect(Page.Locator(".outage")).ToContainTextAsync("top metadata");
        await Page.GetByLabel("Metadata key").FillAsync("");
        await Page.GetByLabel("Metadata key").PressAsync("Enter");
        await Expect(Page.Locator(".outage")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_stream_that_is_refused_says_why()
    {
        var account = Some.Account("refused");
        await StoreAsync(account, Some.Event(account));
        Expected = ["503"];
        await OpenAsync(account);
        await Page.RouteAsync("**/api/v1/analytics/stream?*", route => RefuseAsync(route, "As many streams are open as may be."));
        await Page.ReloadAsync();
        await Expect(Page.Locator(".outage")).ToContainTextAsync("As many streams are open as may be. Not up to date: live events");
        await Expect(Panel("Live")).ToContainTextAsync("broken off");
    }
}
