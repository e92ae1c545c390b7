using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

public sealed class ScreenTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    [Theory]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(768, 1024, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(2560, 1300, ColorScheme.Light)]
    public async Task Nothing_sticks_out_of_a_screen_of_any_width(int width, int height, ColorScheme scheme)
    {
        var account = Some.Account("screen");
        await StoreAsync(account, Some.Hourly(account, 200));
        await StoreAsync(account, Some.Event(account, new string('u', 200), new string('t', 200), path: "/" + new string('p', 900), metadata: new() { [new string('k', 90)] = new string('v', 900) }, id: "e-long"));
        await OpenAsync(account, "show=type&user_id=" + new string('u', 200), width, height, scheme);
        await Button("Details of event e-long").ClickAsync();
        await FitsAsync();
        await OpenAsync(account, "", width, height, scheme);
        await Expect(Card("Events")).ToContainTextAsync("Events1");
        await Expect(Panel("Types").GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await FitsAsync();
        await Screenshots.TakeAsync(Page, $"{width}-{scheme}".ToLowerInvariant());
    }

    async Task FitsAsync()
    {
        var (page, screen) = (await Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"), await Page.EvaluateAsync<int>("innerWidth"));
        Assert.True(page <= screen, $"{page} px on a screen of {screen}");
    }
}
