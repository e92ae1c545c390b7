using System.Text.Json.Nodes;
using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

/// <summary>Event types, users, paths and metadata come from strangers, some of whom would like to run a script.</summary>
public sealed class StrangersTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    static readonly string[] Unkind =
    [
        "<script>window.ran=1</script>",
        "\"><img src=x onerror=window.ran=1>",
        "'-alert(1)-'",
        "javascript:window.ran=1",
        "</title></style></textarea><svg onload=window.ran=1>",
        "{{constructor.constructor('window.ran=1')()}}",
        "\u202Egnp.exe\u202C \u2066turned\u2069",
        "%3Cscript%3E&lt;b&gt;&#x3C;",
        "__proto__",
        "constructor",
    ];

    [Fact]
    public async Task Whatever_a_field_holds_is_shown_as_it_is_and_runs_nothing()
    {
        var account = $"{Some.Account("x")}<script>window.ran=1</script>/..";
        await StoreAsync(account, [.. Unkind.Select((text, index) => Some.Event(account, text, text, path: text, metadata: new() { [text] = text, ["deep"] = new JsonObject { ["list"] = new JsonArray(text) } }, id: $"{index}{text}"))]);
        await OpenAsync(account, "show=type");
        foreach (var text in Unkind)
        {
            foreach (var panel in (string[])["Types", "Users", "Paths", "Live", "Events"])
                await Expect(Panel(panel).GetByText(text, new() { Exact = true }).First).ToBeVisibleAsync();
            await Page.GetByLabel($"Details of event {Array.IndexOf(Unkind, text)}{text}").ClickAsync();
            await Expect(Panel("Events").GetByLabel("Metadata", new() { Exact = true })).ToContainTextAsync("\"list\": [");
        }

        foreach (var text in (string[])[Unkind[0], Unkind[1], Unkind[^1]])
        {
            await Panel("Types").GetByText(text, new() { Exact = true }).First.ClickAsync();
            await Expect(Card("Events")).ToContainTextAsync("Events1");
            await Button($"Remove the filter type {text}").ClickAsync();
            await Expect(Panel("Types").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(Unkind.Length);
        }

        await Page.Locator(".plot").FocusAsync();
        await Page.Keyboard.PressAsync("End");
        foreach (var counted in (string[])["Events10", "__proto__1", "constructor1", "all others3"]) await Expect(Page.Locator(".plot-tip")).ToContainTextAsync(counted);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await Page.GetByLabel("Search accounts").FillAsync(account[..9]);
        await Expect(Button(account)).ToBeVisibleAsync();
        await Expect(Panel("Metadata").GetByText(Unkind[0], new() { Exact = true }).First).ToBeVisibleAsync();
        await Screenshots.TakeAsync(Page, "strangers");
        Assert.Null(await Page.EvaluateAsync<int?>("window.ran ?? null"));
        Assert.Equal(1, await Page.EvaluateAsync<int>("document.scripts.length"));
    }
}
