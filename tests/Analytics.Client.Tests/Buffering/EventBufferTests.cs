using Analytics.Client.Buffering;

namespace Analytics.Client.Tests.Buffering;

public sealed class EventBufferTests
{
    static readonly Uri Nowhere = new("http://127.0.0.1:9");

    [Fact]
    public void As_many_events_as_may_wait_are_taken_and_no_more()
    {
        var buffer = Buffer(events: 3);

        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => buffer.TryAdd(Some.Event())));
        Assert.True(buffer.TryTake(out _));
        Assert.True(buffer.TryAdd(Some.Event()));
    }

    [Fact]
    public void As_many_bytes_as_may_wait_are_taken_and_room_comes_back()
    {
        var buffer = Buffer(events: 1_000, bytes: 64 * 1024);
        var large = Some.Event(new byte[30 * 1024]);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => buffer.TryAdd(large)));
        Assert.True(buffer.TryAdd(Some.Event()));
        Assert.True(buffer.TryTake(out _));
        Assert.True(buffer.TryAdd(large));
    }

    [Fact]
    public async Task An_event_larger_than_the_whole_buffer_leaves_no_trace()
    {
        var buffer = Buffer(events: 10, bytes: 64 * 1024, batch: 10);
        Assert.False(buffer.TryAdd(Some.Event(new byte[70 * 1024])));
        Assert.True(buffer.IsEmpty);
        buffer.Wakeup.Reset();
        var woken = buffer.Wakeup.WaitAsync(Some.Never, new PlayedClock());

        Assert.True(buffer.TryAdd(Some.Event()));
        await woken.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void It_is_a_batch_by_number_or_by_bytes()
    {
        var byNumber = Buffer(events: 100, batch: 2);
        byNumber.TryAdd(Some.Event());
        Assert.False(byNumber.HasBatch);
        byNumber.TryAdd(Some.Event());
        Assert.True(byNumber.HasBatch);

        var byBytes = Buffer(events: 100, batch: 100);
        byBytes.TryAdd(Some.Event(new byte[2_000]));
        Assert.True(byBytes.HasBatch);
    }

    [Fact]
    public async Task What_is_added_while_it_closes_is_either_refused_or_can_be_taken()
    {
        for (var round = 0; round < 200; round++)
        {
            var buffer = Buffer(events: 100_000);
            var adding = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(Add, TaskCreationOptions.LongRunning)).ToList(); // a thread each
            Assert.True(SpinWait.SpinUntil(() => buffer.Count >= 100, TimeSpan.FromMinutes(1)), "Nobody adds."); // looked at without a pause: all are still adding then
            buffer.Close();

            var taken = 0;
            while (!buffer.IsEmpty)
            {
                if (buffer.TryTake(out _)) taken++;
            }

            Assert.Equal((await Task.WhenAll(adding)).Sum(), taken);
            Assert.InRange(taken, 100, 100_000);

            int Add()
            {
                var added = 0;
                while (buffer.TryAdd(Some.Event())) added++;
                return added;
            }
        }
    }

    static EventBuffer Buffer(int events, long bytes = 64 * 1024 * 1024, int batch = 1) => new(new EventTrackerOptions
    {
        Endpoint = Nowhere, BufferEventLimit = events, BufferBytesLimit = bytes, BatchEventLimit = batch, BatchBytesLimit = 2_000,
    });
}
