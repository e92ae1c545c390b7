using System.Text.Json;
using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

/// <summary>What can be found by rules: axe's, of WCAG 2.2 A and AA, contrast among them; and that keys alone lead everywhere.</summary>
public sealed class AccessibilityTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    const string Run = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target + ' ' + node.failureSummary).join(' | ')))";

    static readonly string Axe = Path.Combine(Repository.Root, "Ingest.Api", "Dashboard", "node_modules", "axe-core", "axe.min.js");

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task No_rule_is_broken(ColorScheme scheme, int width)
    {
        var account = Some.Account("axe");
        await StoreAsync(account, Some.Hourly(account, 40));
        await OpenAsync(account, "show=type&type=page_view&key=plan", width, scheme: scheme);
        await Expect(Panel("Metadata").GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await Panel("Events").GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        Assert.Empty(await BrokenAsync());
        await Page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        Assert.Empty(await BrokenAsync());
    }

    [Fact]
    public async Task No_rule_is_broken_where_a_key_is_asked_for_or_nothing_is_there()
    {
        Expected = ["401"];
        await OpenAsync(api: System.Guarded.Address);
        await Expect(Page.GetByLabel("Key")).ToBeVisibleAsync();
        Assert.Empty(await BrokenAsync());
        await OpenAsync(Some.Account("axe-empty"));
        await Expect(Panel("No events yet")).ToBeVisibleAsync();
        Assert.Empty(await BrokenAsync());
    }

    [Fact]
    public async Task Keys_alone_choose_an_account_a_range_and_a_filter()
    {
        var (one, other) = (Some.Account("keys-one"), Some.Account("keys-other"));
        await StoreAsync(one, Some.Event(one));
        await StoreAsync(other, Some.Hourly(other, 10));
        await OpenAsync(one);
        await Expect(Card("Events")).ToContainTextAsync("Events1");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.TypeAsync(other);
        await Expect(Button(other)).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.List, new() { Name = "Accounts" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Card("Events")).ToContainTextAsync("Events10");

        await Button("30 days").FocusAsync();
        await Page.Keyboard.PressAsync("Space");
        await Expect(Button("30 days")).ToHaveAttributeAsync("aria-pressed", "true");
        await Panel("Types").GetByRole(AriaRole.Button).First.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Card("Events")).ToContainTextAsync("Events6");
    }

    async Task<List<string>> BrokenAsync()
    {
        // Evaluated by the browser's debugger, which the page's policy does not bind.
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        return (await Page.EvaluateAsync(Run))!.Value.Deserialize<List<string>>()!;
    }
}
