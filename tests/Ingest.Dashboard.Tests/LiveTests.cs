using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

public sealed class LiveTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    // Two seconds are promised, the rest is for the test's own machine; by being asked again it would come after fifteen.
    const float ShownLimit = 6_000;

    [Fact]
    public async Task An_event_shows_soon_after_it_was_sent_and_the_figures_move_with_it()
    {
        var account = Some.Account("live");
        await StoreAsync(account, Some.Event(account));
        await OpenAsync(account);
        await Expect(Panel("Live")).ToContainTextAsync("connected");
        await Client.AcceptedAsync(Some.Event(account, "arriving-user", "arrived"));
        await Expect(Panel("Live").GetByText("arriving-user")).ToBeVisibleAsync(new() { Timeout = ShownLimit });
        await Expect(Card("Events")).ToContainTextAsync("Events2", new() { Timeout = ShownLimit });
    }

    [Fact]
    public async Task Held_still_it_counts_what_waits()
    {
        var account = Some.Account("held");
        await StoreAsync(account, Some.Event(account));
        await OpenAsync(account);
        await Expect(Panel("Live").GetByText("user-1")).ToBeVisibleAsync();
        await Button("Pause").ClickAsync();
        await StoreAsync(account, Some.Event(account, "later-1"), Some.Event(account, "later-2"));
        await Expect(Panel("Live")).ToContainTextAsync("2 new");
        await Expect(Panel("Live").GetByText("later-1")).ToHaveCountAsync(0);
        await Button("Go on").ClickAsync();
        await Expect(Panel("Live").GetByText("later-1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Held_still_it_is_filtered_like_everything()
    {
        var account = Some.Account("held-filter");
        await StoreAsync(account, Some.Event(account), Some.Event(account, "user-2", "login"));
        await OpenAsync(account);
        await Expect(Panel("Live").GetByText("user-1")).ToBeVisibleAsync();
        await Button("Pause").ClickAsync();
        await Panel("Types").GetByText("login").ClickAsync();
        await Expect(Panel("Live").GetByText("user-1")).ToHaveCountAsync(0);
        await Expect(Panel("Live").GetByText("user-2")).ToBeVisibleAsync();
        await StoreAsync(account, Some.Event(account, "later-1"), Some.Event(account, "later-2", "login"));
        await Expect(Panel("Live")).ToContainTextAsync("1 new");
        await Button("Remove the filter type login").ClickAsync();
        await Expect(Panel("Live").GetByText("user-1")).ToBeVisibleAsync();
        await Expect(Panel("Live")).ToContainTextAsync("2 new");
    }

    [Fact]
    public async Task What_comes_in_now_is_shown_as_events_a_second()
    {
        var account = Some.Account("rate");
        await OpenAsync(account);
        await Expect(Card("Events per second now")).ToContainTextAsync("now0");
        await StoreAsync(account, Some.Hourly(account, 50));
        await Expect(Card("Events per second now")).Not.ToContainTextAsync("now0");
    }
}
