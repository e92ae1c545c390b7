using Analytics.Load.Events;

namespace Analytics.Load.Bench;

/// <summary>Sends events through the whole line of the running system, from the first POST until the last one is a row.</summary>
sealed class LinePassage(Uri url, string? key, StoredEvents stored, TimeProvider clock)
{
    // The last batches that the loop sent, whose events are looked for before the costly count.
    const int LatestBatches = 64;

    /// <param name="made">The events, none of them stored yet.</param>
    /// <param name="accounts">All accounts that they are of, and nobody else's.</param>
    /// <param name="batch">Events in one POST.</param>
    /// <param name="connections">Connections that post beside one another.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BenchFailedException">Some were refused, or could not be delivered.</exception>
    public async Task<LineRound> RunAsync(MadeEvent[] made, string[] accounts, int batch, int connections, CancellationToken cancellation)
    {
        var requests = EventRequests.Batches(url, made, batch, key);
        GC.Collect();
        var before = CpuUse.Read();
        var started = clock.GetTimestamp();
        var posted = await PostAsync(requests, made.Length, connections, cancellation);
        var drained = await stored.WaitAsync(accounts, posted.Queued, Latest(made, batch), cancellation);
        var total = clock.GetElapsedTime(started, drained.VisibleAt);
        var cpu = CpuUse.Read().Since(before);
        return new LineRound(posted.Queued, posted.Took, total, drained.BacklogAtStart, drained.Rows, posted.SentAgain, cpu);
    }

    /// <summary>The first half of it: until the last POST is answered.</summary>
    /// <exception cref="BenchFailedException">Some were refused, or could not be delivered.</exception>
    public Task<LoopResult> PostAsync(MadeEvent[] made, int batch, int connections, CancellationToken cancellation) =>
        PostAsync(EventRequests.Batches(url, made, batch, key), made.Length, connections, cancellation);

    /// <summary>Some of those that are sent last, each of another batch.</summary>
    public static IReadOnlyList<MadeEvent> Latest(MadeEvent[] made, int batch) =>
        [.. Enumerable.Range(1, LatestBatches).Select(i => made.Length - 1 - (i * batch)).Where(i => i >= 0).Select(i => made[i])];

    async Task<LoopResult> PostAsync(byte[][] requests, int events, int connections, CancellationToken cancellation)
    {
        var taken = -1;
        var posted = await new ClosedLoop(url, connections, clock).RunAsync(
            _ => Interlocked.Increment(ref taken) is var i && i < requests.Length ? requests[i] : default, cancellation);
        return posted.Queued == events ? posted : throw new BenchFailedException($"The API queued {posted.Queued:N0} of {events:N0} good events.");
    }
}
