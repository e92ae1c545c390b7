using Analytics.Data.Accounts;
using Analytics.Data.Events;
using Analytics.Tests.Servers;
using Ingest.Api.Listing;
using Ingest.Api.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Tests.Listing;

public sealed class EventWaitTests : IDisposable
{
    static readonly EventState Stored = new(default(EventRow), null);
    static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    readonly StoppableHost host = new();
    readonly KnownKeys keys = new((_, _) => Task.FromResult<ApiKeySet?>(null), Options.Create(new SecurityOptions()), TimeProvider.System, NullLogger<KnownKeys>.Instance);
    int looks;

    static EventState Nothing => default;

    [Fact]
    public async Task What_is_known_is_answered_at_the_first_look()
    {
        var wait = Waiting((_, _, _) => Task.FromResult(Stored));
        Assert.True((await FindAsync(wait, Long)).IsKnown);
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task Without_a_wait_it_looks_once()
    {
        var wait = Waiting((_, _, _) => Task.FromResult(Nothing));
        Assert.False((await FindAsync(wait, TimeSpan.Zero)).IsKnown);
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task It_looks_again_until_the_event_is_there()
    {
        var wait = Waiting((_, _, _) => Task.FromResult(looks == 5 ? Stored : Nothing));
        Assert.True((await FindAsync(wait, Long)).IsKnown);
        Assert.Equal(5, looks);
    }

    [Fact]
    public async Task When_the_time_is_up_nothing_is_known()
    {
        var clock = new LeapingClock();
        var wait = Waiting((_, _, _) => Task.FromResult(Nothing), clock: clock);
        var waiting = FindAsync(wait, TimeSpan.FromMilliseconds(150));
        foreach (var pause in (double[])[20, 30, 45, 55]) // each half as long again as the last, until what is left is less
        {
            await Eventually.TrueAsync(() => Task.FromResult(clock.Next == TimeSpan.FromMilliseconds(pause)), $"it pauses for {pause} ms");
            Assert.False(waiting.IsCompleted);
            clock.Leap(TimeSpan.FromMilliseconds(pause));
        }

        Assert.False((await waiting).IsKnown);
        Assert.Equal(5, looks);
    }

    [Fact]
    public async Task A_database_that_hangs_is_not_waited_for()
    {
        var wait = Waiting((_, _, _) => new TaskCompletionSource<EventState>().Task);
        var waiting = wait.FindAsync("acc", "evt", Long, null, default);
        Assert.Same(waiting, await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(20)))); // of 30
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
    }

    [Fact]
    public async Task No_more_than_the_limit_wait_and_those_who_only_ask_are_answered()
    {
        var looked = new SemaphoreSlim(0);
        using var leaving = new CancellationTokenSource();
        var wait = Waiting(
            (_, _, _) =>
            {
                looked.Release();
                return Task.FromResult(Nothing);
            },
            limit: 2);
        var waiting = Enumerable.Range(0, 2).Select(_ => FindAsync(wait, Long, cancellation: leaving.Token)).ToList();
        for (var looks = 0; looks < 6; looks++) await looked.WaitAsync(); // both have a turn by their second look

        await Assert.ThrowsAsync<TooManyWaitsException>(() => FindAsync(wait, Long));
        Assert.False((await FindAsync(wait, TimeSpan.Zero)).IsKnown);

        await leaving.CancelAsync();
        foreach (var one in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.False((await FindAsync(wait, TimeSpan.FromMilliseconds(1))).IsKnown);
    }

    [Fact]
    public async Task A_host_that_stops_ends_the_waits()
    {
        var wait = Waiting((_, _, _) => Task.FromResult(Nothing));
        var waiting = FindAsync(wait, Long);
        host.StopApplication();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_reader_whose_key_no_longer_counts_is_not_looked_for_again()
    {
        var wait = Waiting((_, _, _) => Task.FromResult(Nothing));
        var revoked = new ApiKey(ApiKeyText.New().Prefix, [], ApiKeyScopes.Read, "acc");
        await Assert.ThrowsAsync<KeyRevokedException>(() => FindAsync(wait, Long, revoked));
        Assert.Equal(1, looks);
    }

    public void Dispose()
    {
        host.Dispose();
        keys.Dispose();
    }

    EventWait Waiting(LookForEvent look, int limit = 10, TimeProvider? clock = null) => new(
        (account, id, cancellation) =>
        {
            Assert.Equal(("acc", "evt"), (account, id));
            Interlocked.Increment(ref looks);
            return look(account, id, cancellation);
        },
        keys,
        Options.Create(new ListingOptions { WaitLimit = limit }),
        host,
        clock ?? TimeProvider.System);

    static Task<EventState> FindAsync(EventWait wait, TimeSpan time, ApiKey? key = null, CancellationToken cancellation = default) =>
        wait.FindAsync("acc", "evt", time, key, cancellation).WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);

    sealed class StoppableHost : IHostApplicationLifetime, IDisposable
    {
        readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
