using Ingest.Api.Pipeline;

namespace Ingest.Api.Tests.Pipeline;

public sealed class SharedTurnTests : IDisposable
{
    readonly SharedTurn turn = new(TimeProvider.System);
    readonly SemaphoreSlim mayEnd = new(0);
    int begun;

    async Task WorkAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref begun);
        await mayEnd.WaitAsync(cancellation);
    }

    [Fact]
    public async Task A_thousand_that_ask_during_a_run_share_the_next_one()
    {
        var first = turn.RunAsync(WorkAsync, default);
        var crowd = Enumerable.Range(0, 1_000).Select(_ => turn.RunAsync(WorkAsync, default)).ToList();
        mayEnd.Release(2);
        await first;
        await Task.WhenAll(crowd).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, begun);
    }

    [Fact]
    public async Task Who_asks_after_a_run_gets_one_of_its_own()
    {
        mayEnd.Release(2);
        await turn.RunAsync(WorkAsync, default);
        await turn.RunAsync(WorkAsync, default);
        Assert.Equal(2, begun);
    }

    [Fact]
    public async Task A_run_that_was_given_up_serves_nobody()
    {
        using var leaving = new CancellationTokenSource();
        var first = turn.RunAsync(WorkAsync, default);
        var second = turn.RunAsync(WorkAsync, leaving.Token);
        var third = turn.RunAsync(WorkAsync, default);
        mayEnd.Release();
        await first;
        SpinWait.SpinUntil(() => Volatile.Read(ref begun) == 2, TimeSpan.FromSeconds(30));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        mayEnd.Release();
        await third.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(3, begun);
    }

    public void Dispose()
    {
        mayEnd.Dispose();
    }
}
