using System.Collections.Concurrent;
using Analytics.Data.Cache;
using Analytics.Data.Changes;
using Analytics.Data.Tests.Cache;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Changes;

/// <summary>Telling over a real Redis, from one connection to another.</summary>
public sealed class ChangeTellingTests : IAsyncLifetime
{
    readonly RedisServer server = new();
    readonly ChangedAccounts changed = new();
    readonly ConcurrentQueue<byte[]> heard = new();
    RunningCache told = null!;
    RunningCache telling = null!;
    ChangeTelling teller = null!;

    public async ValueTask InitializeAsync()
    {
        await server.StartAsync();
        told = await RunningCache.ConnectedAsync(server);
        telling = await RunningCache.ConnectedAsync(server);
        teller = new ChangeTelling(changed, new RedisChannels(telling.Cache), TimeProvider.System);
        await ListenAsync();
        await teller.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await teller.StopAsync(CancellationToken.None);
        teller.Dispose();
        await told.DisposeAsync();
        await telling.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_changed_is_heard_and_a_thousand_changes_are_few_messages()
    {
        for (var i = 0; i < 1_000; i++) changed.Note([Some.Event($"e{i}", $"acc_{i % 3}")]);
        await Soon.BecomesTrueAsync(() => Accounts().Distinct().Count() == 3, "all three are heard of");
        Assert.InRange(heard.Count, 1, 20);
    }

    [Fact]
    public async Task While_Redis_is_away_noting_goes_on_and_afterwards_anything_may_have_changed()
    {
        await server.KillAsync();
        for (var i = 0; i < 10_000; i++) changed.Note([Some.Event($"e{i}", $"acc_{i}")]);
        await server.StartAsync();
        await told.IsUpAsync();
        await Soon.BecomesTrueAsync(
            async () =>
            {
                // What was subscribed before is gone with the server; so is what was told between its return and now.
                await ListenAsync();
                changed.NoteMany();
                return heard.Any(message => ChangeMessage.AccountsOf(message) is null);
            },
            "anything may have changed");
    }

    [Fact]
    public async Task Who_listens_again_hears_each_message_once()
    {
        for (var i = 0; i < 5; i++) Assert.True(await ListenAsync());
        changed.Note([Some.Event()]);
        await Soon.BecomesTrueAsync(() => !heard.IsEmpty, "it is heard");
        changed.Note([Some.Event(account: "acc_2")]);
        await Soon.BecomesTrueAsync(() => Accounts().Contains("acc_2"), "the next is heard");
        Assert.Equal(["acc_1", "acc_2"], Accounts());
    }

    ValueTask<bool> ListenAsync() => new RedisChannels(told.Cache).ListenAsync(ChangeMessage.Channel, heard.Enqueue, CancellationToken.None);

    List<string> Accounts() => [.. heard.SelectMany(message => ChangeMessage.AccountsOf(message) ?? [])];
}
