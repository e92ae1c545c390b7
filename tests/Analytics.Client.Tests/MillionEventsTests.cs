namespace Analytics.Client.Tests;

public sealed class MillionEventsTests
{
    const int Threads = 16;
    const int PerThread = 62_500;
    const int Million = Threads * PerThread;

    [Fact]
    public async Task Of_a_million_calls_from_sixteen_threads_none_is_lost_below_capacity()
    {
        var ids = new HashSet<Guid>();
        await using var api = await PlayedApi.StartAsync((batch, context) =>
        {
            ids.UnionWith(batch.Ids);
            return PlayedApi.AcceptAsync(context, batch.Count);
        }, keep: false);
        var options = Some.Options(api.Address, batch: 10_000);
        options.BufferEventLimit = Million;
        options.BufferBytesLimit = 1024L * 1024 * 1024;
        options.BatchBytesLimit = 8 * 1024 * 1024;
        await using var tracker = new EventTracker(options);

        TrackFromAllThreads(tracker);
        await tracker.FlushAsync().WaitAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(new EventCounts(Million, Million, 0, 0, 0), tracker.Counts);
        Assert.Equal(Million, ids.Count);
    }

    [Fact]
    public async Task While_nothing_can_be_sent_a_million_calls_take_no_more_memory_than_the_buffer_may()
    {
        using var release = new SemaphoreSlim(0);
        await using var api = await PlayedApi.StartAsync(async (batch, context) =>
        {
            await release.WaitAsync();
            await PlayedApi.AcceptAsync(context, batch.Count);
        });
        var options = Some.Options(api.Address, batch: 1_000);
        options.BufferEventLimit = 20_000;
        await using var tracker = new EventTracker(options);
        tracker.TrackMany(1_000);
        await api.BatchesAsync(1);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        TrackFromAllThreads(tracker);

        // 20,000 events of 72 bytes, and the arrays that they wait in, which double; a million would be 72 MB.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 * 1024 * 1024);
        Assert.Equal(new EventCounts(Million + 1_000, 0, 0, Million - 20_000, 0), tracker.Counts);
        release.Release(1_000);
        await tracker.FlushedAsync();
        Assert.Equal(21_000, tracker.Counts.Sent);
        Assert.Equal(21_000, api.Ids.ToHashSet().Count);
    }

    static void TrackFromAllThreads(EventTracker tracker)
    {
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            for (var index = 0; index < PerThread; index++) tracker.Track("acc", "user", Some.Name);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }
}
