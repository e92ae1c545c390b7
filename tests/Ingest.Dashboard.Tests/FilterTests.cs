using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

public sealed class FilterTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    [Fact]
    public async Task What_is_clicked_in_a_list_becomes_a_filter_of_everything_and_goes_again()
    {
        var account = Some.Account("filter");
        await StoreAsync(account, Some.Hourly(account, 35));
        await OpenAsync(account);
        await Panel("Types").GetByText("login").ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events7");
        await Expect(Panel("Types").GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["login7100%"]);
        await Expect(Panel("Events").GetByRole(AriaRole.Row)).ToHaveCountAsync(8);
        Assert.Contains("type=login", Page.Url, StringComparison.Ordinal);

        await Panel("Users").GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "Filters" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3); // and a button for all
        await Button("Remove the filter type login").ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events5");
        await Page.GoBackAsync();
        await Page.GoBackAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events7");
    }

    [Fact]
    public async Task The_values_of_a_metadata_key_are_listed_and_filter_too()
    {
        var account = Some.Account("plans");
        await StoreAsync(account, Some.Hourly(account, 20));
        await OpenAsync(account);
        await Button("plan").ClickAsync();
        await Expect(Panel("Metadata").GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["free1050.0%", "team1050.0%"]);
        await Panel("Metadata").GetByText("team").ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events10");
        Assert.Contains("metadata.plan=team", Page.Url, StringComparison.Ordinal);
        await Expect(Panel("Live")).ToContainTextAsync("that filter does not count here");
    }
    [Fact]
    public async Task An_empty_value_filters_like_any_other()
    {
        var account = Some.Account("empty");
        await StoreAsync(
            account,
            Some.Event(account, metadata: new() { ["plan"] = "" }),
            Some.Event(account, metadata: new() { ["plan"] = "" }),
            Some.Event(account, metadata: new() { ["plan"] = "free" }));
        await OpenAsync(account, "key=plan");
        await Panel("Metadata").GetByText("(empty)").ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events2");
        await Page.ReloadAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events2");
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "Filters" })).ToContainTextAsync("metadata.plan (empty)");
        await Button("Remove the filter metadata.plan").ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events3");
    }

    [Fact]
    public async Task Of_empty_filters_in_an_address_those_count_that_the_API_takes()
    {
        var account = Some.Account("emptied");
        await StoreAsync(account, Some.Event(account, path: "/"));
        await OpenAsync(account, "type=&user_id=&path=");
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "Filters" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Path (empty)×"]);
        await Expect(Card("Events")).ToContainTextAsync("Events0");
    }
}
