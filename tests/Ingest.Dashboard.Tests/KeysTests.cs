using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

public sealed class KeysTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    [Fact]
    public async Task A_read_key_for_one_account_shows_that_account_and_may_not_replay()
    {
        var account = Some.Account("keyed");
        await StoreAsync(account, Some.Hourly(account, 5));
        var key = await System.KeyAsync("read", account);
        await SetAsideAsync(account);
        Expected = ["401", "403"];
        await OpenAsync(api: System.Guarded.Address);
        await Screenshots.TakeAsync(Page, "sign-in");
        await SignInAsync("ak_nobody_knows_this");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not known here");
        await SignInAsync(key);

        await Expect(Card("Events")).ToContainTextAsync("Events5");
        await Expect(Page.Locator(".account-only")).ToContainTextAsync(account);
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Account" })).ToHaveCountAsync(0);
        await Expect(Panel("Pipeline")).ToContainTextAsync("this key is for one");
        await Expect(Panel("Live")).ToContainTextAsync("connected");
        await Button("Replay all").ClickAsync();
        await Expect(Panel("Pipeline")).ToContainTextAsync("needs a key with the scope admin");

        Assert.DoesNotContain(key, Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Split('_')[^1], await File.ReadAllTextAsync(System.Guarded.Log), StringComparison.Ordinal);
        Assert.Equal((1, 0), (await Page.EvaluateAsync<int>("sessionStorage.length"), await Page.EvaluateAsync<int>("localStorage.length")));

        await Page.ReloadAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events5");
        await Button("Sign out").ClickAsync();
        await Expect(Page.GetByLabel("Key")).ToBeVisibleAsync();
        Assert.Equal(0, await Page.EvaluateAsync<int>("sessionStorage.length"));
    }

    [Fact]
    public async Task A_key_for_all_accounts_can_choose_among_them_and_sees_the_queue()
    {
        var (one, other) = (Some.Account("all-one"), Some.Account("all-other"));
        await StoreAsync(one, Some.Event(one));
        await StoreAsync(other, Some.Hourly(other, 3));
        Expected = ["401"];
        await OpenAsync(one, api: System.Guarded.Address);
        await SignInAsync(await System.KeyAsync("read", null));
        await Expect(Card("Events")).ToContainTextAsync("Events1");
        await Expect(Panel("Pipeline")).ToContainTextAsync("Drain rate");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await Page.GetByLabel("Search accounts").FillAsync(other);
        await Button(other).ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events3");
    }

    [Fact]
    public async Task A_key_for_one_account_leads_there_from_the_address_of_another()
    {
        var (own, other) = (Some.Account("own"), Some.Account("not-own"));
        await StoreAsync(own, Some.Hourly(own, 5));
        await StoreAsync(other, Some.Event(other, type: "login"));
        Expected = ["401", "403"];
        await OpenAsync(other, "type=login", api: System.Guarded.Address);
        await SignInAsync(await System.KeyAsync("read", own));
        await Expect(Page.Locator(".account-only")).ToContainTextAsync(own);
        await Expect(Card("Events")).ToContainTextAsync("Events5");
        Assert.DoesNotContain(other, Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("type=", Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_for_all_accounts_keeps_the_choice_while_there_is_one()
    {
        var (only, fresh) = (Some.Account("the-only"), Some.Account("the-next"));
        await StoreAsync(only, Some.Hourly(only, 3));
        Expected = ["401"];
        await OpenAsync(fresh, api: System.Guarded.Address);
        await Page.RouteAsync("**/accounts?*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = $$"""{"account_ids":["{{only}}"],"complete":true}""" }));
        await SignInAsync(await System.KeyAsync("read", null));
        await Expect(Panel("No events yet")).ToBeVisibleAsync();
        var picker = Page.GetByRole(AriaRole.Button, new() { Name = "Account" });
        await Expect(picker).ToContainTextAsync(fresh);
        await picker.ClickAsync();
        await Button(only).ClickAsync();
        await Expect(Card("Events")).ToContainTextAsync("Events3");
    }

    [Fact]
    public async Task A_key_that_may_only_write_is_told_what_it_lacks()
    {
        Expected = ["401", "403"];
        await OpenAsync(api: System.Guarded.Address);
        await SignInAsync(await System.KeyAsync("write", null));
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This key may not read.");
    }

    async Task SignInAsync(string key)
    {
        await Page.GetByLabel("Key").FillAsync(key);
        await Button("Sign in").ClickAsync();
    }

    /// <summary>An event that looks as if PostgreSQL had refused it.</summary>
    async Task SetAsideAsync(string account) => await System.QueryAsync<int>(
        """
        insert into set_aside_events (account_id, event_id, sqlstate, reason, account_id_bytes, event_id_bytes, user_id_bytes, type_bytes,
          occurred_at, received_at, first_failed_at, last_failed_at, attempts)
        values (@account, 'e-1', '22P05', 'made by a test', convert_to(@account, 'UTF8'), 'e-1', 'u', 't', now(), now(), now(), now(), 1)
        returning 1
        """,
        new { account });
}
