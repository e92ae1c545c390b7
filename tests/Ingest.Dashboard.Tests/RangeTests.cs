using System.Globalization;
using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

public sealed class RangeTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    [Fact]
    public async Task A_preset_stands_in_the_address_and_the_back_button_leads_back()
    {
        var account = Some.Account("preset");
        await StoreAsync(account, Some.Hourly(account, 36));
        await OpenAsync(account);
        await Expect(Card("Events")).ToContainTextAsync("36");
        await Button("24 h").ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("24");
        await Expect(Button("24 h")).ToHaveAttributeAsync("aria-pressed", "true");
        var shared = Page.Url;
        Assert.Contains("range=24h", shared, StringComparison.Ordinal);

        await Page.GoBackAsync();
        await Expect(Card("Events")).ToContainTextAsync("36");
        await Page.GotoAsync(shared);
        await Expect(Card("Events")).ToContainTextAsync("24");
    }

    [Fact]
    public async Task A_range_is_compared_with_the_time_before_unless_nobody_wants_it()
    {
        var account = Some.Account("compare");
        await StoreAsync(account, Some.Hourly(account, 36));
        await OpenAsync(account, "range=24h");
        await Expect(Card("Events")).ToContainTextAsync("up by 100% from 12");
        await Expect(Card("Unique users")).ToContainTextAsync("level by 0.0% from 7");
        await Page.GetByLabel("Compare").UncheckAsync();
        await Expect(Card("Events")).Not.ToContainTextAsync("from 12");
        Assert.Contains("compare=none", Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_is_the_viewers_own_and_is_compared_with_as_much_of_yesterday()
    {
        var (midnight, yesterday) = (BerlinsMidnight(), BerlinsMidnight(daysAgo: 1));
        var account = Some.Account("today");
        await StoreAsync(
            account,
            Some.Event(account, at: midnight.ToUniversalTime()),
            Some.Event(account, at: midnight.AddMilliseconds(-1).ToUniversalTime()), // yesterday's last, and later than now is today
            Some.Event(account, at: yesterday.ToUniversalTime()),
            Some.Event(account, at: yesterday.AddMilliseconds(1).ToUniversalTime()),
            Some.Event(account, at: yesterday.AddMilliseconds(-1).ToUniversalTime()));
        await OpenAsync(account, "range=today");
        await Expect(Card("Events")).ToContainTextAsync("Events1");
        await Expect(Card("Events")).ToContainTextAsync("down by 50.0% from 2");
    }

    [Fact]
    public async Task Todays_figures_are_not_compared_with_those_of_another_filter()
    {
        var account = Some.Account("other-filter");
        var (midnight, yesterday) = (BerlinsMidnight(), BerlinsMidnight(daysAgo: 1));
        await StoreAsync(
            account,
            Some.Event(account, type: "login", at: midnight.ToUniversalTime()),
            Some.Event(account, type: "login", at: yesterday.ToUniversalTime()),
            Some.Event(account, at: yesterday.ToUniversalTime()));
        Expected = ["503"];
        await OpenAsync(account, "range=today");
        await Expect(Card("Events")).ToContainTextAsync("down by 50.0% from 2");
        await RefuseFromAsync(yesterday, "type=login");
        await Panel("Types").GetByText("login").ClickAsync();
        await Expect(Page.Locator(".outage")).ToContainTextAsync("figures before");
        await Expect(Panel("Types")).ToContainTextAsync("100%");
        await Expect(Card("Events")).ToHaveTextAsync(new global::System.Text.RegularExpressions.Regex("^Events1 *$"));
        await Button("Remove the filter type login").ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("down by 50.0% from 2");
    }

    [Fact]
    public async Task A_comparison_stands_while_only_the_clock_moves_on()
    {
        var account = Some.Account("clock");
        var (midnight, yesterday) = (BerlinsMidnight(), BerlinsMidnight(daysAgo: 1));
        await StoreAsync(account, Some.Event(account, at: midnight.ToUniversalTime()), Some.Event(account, at: yesterday.ToUniversalTime()));
        Expected = ["503"];
        await OpenAsync(account, "range=today");
        await Page.Clock.InstallAsync(new() { TimeDate = Some.Now.UtcDateTime });
        await Page.ReloadAsync();
        await Expect(Card("Events")).ToContainTextAsync("from 1");
        await RefuseFromAsync(yesterday);
        await Page.Clock.FastForwardAsync(61_000);
        await Expect(Page.Locator(".outage").GetByText("figures before")).ToBeVisibleAsync(); // the stream begins anew, too
        await Expect(Card("Events")).ToContainTextAsync("from 1");
    }

    [Fact]
    public async Task Any_range_can_be_typed()
    {
        var account = Some.Account("custom");
        await StoreAsync(account, Some.Event(account, at: new DateTimeOffset(2024, 7, 1, 9, 30, 0, TimeSpan.Zero)), Some.Event(account));
        await OpenAsync(account);
        await Button("Custom").ClickAsync();
        await Page.GetByLabel("From").FillAsync("2024-07-01T11:00");
        await Page.GetByLabel("To, not included").FillAsync("2024-07-01T12:00");
        await Button("Show").ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events1");
        Assert.Contains("from=2024-07-01T09%3A00%3A00.000Z&to=2024-07-01T10%3A00%3A00.000Z", Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dragging_over_the_plot_zooms_and_keys_walk_along_it()
    {
        var account = Some.Account("zoom");
        await StoreAsync(account, Some.Hourly(account, 24));
        await OpenAsync(account, "range=24h");
        var plot = Page.Locator(".plot .u-over");
        var box = (await plot.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + (box.Width * 0.25f), box.Y + 50);
        await Expect(Page.Locator(".plot-tip")).ToContainTextAsync("Unique users");
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + 60, new() { Steps = 5 });
        await Page.Mouse.UpAsync();
        await Page.WaitForURLAsync(url => url.Contains("from=", StringComparison.Ordinal));
        await Expect(Card("Events")).ToHaveTextAsync(new global::System.Text.RegularExpressions.Regex("^Events[5-8]"));

        await Page.Locator(".plot").FocusAsync();
        await Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Page.Locator(".plot-tip")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.Locator(".plot-tip")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_series_can_be_read_as_a_table_by_any_interval()
    {
        var account = Some.Account("table");
        await StoreAsync(account, Some.Hourly(account, 24));
        await OpenAsync(account, "range=24h");
        await Button("Table").ClickAsync();
        await Expect(Panel("Events over time").GetByRole(AriaRole.Row)).ToHaveCountAsync(26); // a head, and 24 hours with two ragged ends
        await Page.GetByLabel("Interval").SelectOptionAsync("month");
        await Expect(Panel("Events over time").GetByRole(AriaRole.Row).Nth(1)).ToHaveTextAsync(new global::System.Text.RegularExpressions.Regex(@"^[A-Z][a-z]+ 20\d\d"));
        Assert.Contains("interval=month", Page.Url, StringComparison.Ordinal);
    }

    /// <summary>At which this day or one before it begins there; yesterday may have had 23 hours, or 25.</summary>
    static DateTimeOffset BerlinsMidnight(int daysAgo = 0)
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var day = TimeZoneInfo.ConvertTime(Some.Now, berlin).Date.AddDays(-daysAgo);
        return new DateTimeOffset(day, berlin.GetUtcOffset(day));
    }

    /// <summary>From now on the figures of yesterday cannot be had, or those with a filter.</summary>
    async Task RefuseFromAsync(DateTimeOffset yesterday, string filter = "")
    {
        var from = Uri.EscapeDataString(yesterday.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        await Page.RouteAsync(
            url => url.Contains($"/summary?from={from}", StringComparison.Ordinal) && url.Contains(filter, StringComparison.Ordinal),
            route => RefuseAsync(route, "Not now."));
    }
}
