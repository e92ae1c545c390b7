using System.Collections.Frozen;
using Analytics.Data.Accounts;
using Ingest.Api.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ingest.Api.Tests.Security;

public sealed class KnownKeysTests : IAsyncDisposable
{
    static readonly TimeSpan OneLook = TimeSpan.FromSeconds(2);

    readonly LeapingClock clock = new();
    readonly ApiKeyText text = ApiKeyText.New();
    readonly KnownKeys keys;
    ApiKeySet stored = Set(1);
    bool isAway;
    TaskCompletionSource<ApiKeySet?>? held;
    TaskCompletionSource<ApiKeySet?>? heldLook;
    Action? whenCancelled;
    int looks;

    public KnownKeysTests() => keys = new KnownKeys(
        LoadAsync, Options.Create(new SecurityOptions { KeysOutageLimit = TimeSpan.FromMinutes(10) }), clock, NullLogger<KnownKeys>.Instance);

    public async ValueTask DisposeAsync()
    {
        await keys.StopAsync(default);
        keys.Dispose();
    }

    [Fact]
    public async Task A_key_counts_from_the_first_look_on_for_its_secret_only()
    {
        stored = Set(1, text);
        await keys.StartAsync(default);
        Assert.Equal(KeyState.Known, keys.Find(text, out var key));
        Assert.Equal(text.Prefix, key!.Prefix);
        Assert.Equal(KeyState.Unknown, keys.Find(text with { Secret = ApiKeyText.New().Secret }, out key));
        Assert.Null(key);
        Assert.Equal(KeyState.Unknown, keys.Find(ApiKeyText.New(), out _));
    }

    [Fact]
    public async Task A_key_that_was_made_counts_and_one_that_was_revoked_does_not_after_the_next_look()
    {
        await keys.StartAsync(default);
        stored = Set(2, text);
        await LookAsync();
        Assert.Equal(KeyState.Known, keys.Find(text, out var key));
        Assert.True(keys.StillCounts(key!));
        keys.MustStillCount(key);
        stored = Set(3);
        await LookAsync();
        Assert.Equal(KeyState.Unknown, keys.Find(text, out _));
        Assert.False(keys.StillCounts(key!));
        Assert.Throws<KeyRevokedException>(() => keys.MustStillCount(key));
    }

    [Fact]
    public async Task Ten_thousand_unknown_keys_cause_no_look()
    {
        await keys.StartAsync(default);
        for (var i = 0; i < 10_000; i++) Assert.Equal(KeyState.Unknown, keys.Find(ApiKeyText.New(), out _));
        Assert.Equal(1, Volatile.Read(ref looks));
    }

    [Fact]
    public async Task Before_PostgreSQL_was_ever_seen_nothing_is_decided()
    {
        isAway = true;
        await keys.StartAsync(default);
        Assert.Equal(KeyState.Undecided, keys.Find(text, out _));
    }

    [Fact]
    public async Task While_PostgreSQL_is_away_what_was_known_counts_on_for_a_while_and_what_was_not_stays_undecided()
    {
        stored = Set(1, text);
        await keys.StartAsync(default);
        isAway = true;
        await LookAsync(TimeSpan.FromSeconds(9));
        Assert.Equal(KeyState.Known, keys.Find(text, out _));
        Assert.Equal(KeyState.Undecided, keys.Find(ApiKeyText.New(), out _));

        await LookAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(KeyState.Undecided, keys.Find(text, out _));

        isAway = false;
        await LookAsync();
        Assert.Equal(KeyState.Known, keys.Find(text, out _));
        Assert.Equal(KeyState.Unknown, keys.Find(ApiKeyText.New(), out _));
    }

    [Fact]
    public async Task A_look_that_PostgreSQL_holds_is_left_behind_and_what_it_comes_to_later_counts_for_nothing()
    {
        stored = Set(1, text);
        await keys.StartAsync(default);
        using var cancelling = new ManualResetEventSlim();
        held = new TaskCompletionSource<ApiKeySet?>();
        whenCancelled = () => cancelling.Wait(CancellationToken.None);
        try
        {
            stored = Set(3);
            await LookAsync(); // the held one
            await LookAsync();
            Assert.Equal(KeyState.Unknown, keys.Find(text, out _));
            heldLook!.SetResult(Set(2, text));
            Assert.Equal(KeyState.Unknown, keys.Find(text, out _));
        }
        finally
        {
            cancelling.Set();
        }
    }

    static ApiKeySet Set(long version, params ApiKeyText[] texts) => new(
        version,
        texts.Select(one => new ApiKey(one.Prefix, one.SecretHash(), ApiKeyScopes.Read, "acc_1")).ToFrozenDictionary(key => key.Prefix, StringComparer.Ordinal));

    Task<ApiKeySet?> LoadAsync(long? knownVersion, CancellationToken cancellation)
    {
        Interlocked.Increment(ref looks);
        if (isAway) throw new NpgsqlException("away");
        if (Interlocked.Exchange(ref held, null) is { } look)
        {
            cancellation.Register(whenCancelled!);
            heldLook = look;
            return look.Task;
        }

        return Task.FromResult(stored.Version == knownVersion ? null : stored);
    }

    /// <summary>Time passes, and a look is made and taken in: it is over when the one after it has begun.</summary>
    async Task LookAsync(TimeSpan? passed = null)
    {
        var before = Volatile.Read(ref looks);
        clock.Leap(passed ?? OneLook);
        for (var patience = Task.Delay(TimeSpan.FromSeconds(20)); Volatile.Read(ref looks) < before + 2;)
        {
            Assert.False(patience.IsCompleted, "No two looks within 20 s.");
            clock.Leap(OneLook / 10);
            await Task.Delay(5);
        }
    }
}
