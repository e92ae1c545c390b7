using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public sealed class FrameTurnsTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly FrameTurns turns = new(limit: 2, fullBytes: 100);

    [Fact]
    public void A_frame_goes_at_once_while_none_is_under_way()
    {
        turns.Add(1);
        Assert.True(turns.WaitAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task What_fills_no_frame_waits_until_the_one_under_way_has_ended()
    {
        turns.Begin();
        turns.Add(99);
        var next = turns.WaitAsync();
        Assert.False(next.IsCompleted);
        turns.End();
        await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_full_frame_goes_beside_another()
    {
        turns.Begin();
        turns.Add(60);
        var next = turns.WaitAsync();
        turns.Add(39);
        Assert.False(next.IsCompleted);
        turns.Add(1);
        await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task However_much_waits_there_are_no_more_frames_than_the_limit()
    {
        turns.Begin();
        turns.Begin();
        turns.Add(1_000);
        var next = turns.WaitAsync();
        turns.Add(1_000);
        Assert.False(next.IsCompleted);
        turns.End();
        await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task What_went_no_longer_counts()
    {
        turns.Begin();
        turns.Add(150);
        turns.Remove(60);
        Assert.Equal(90, turns.WaitingBytes);
        var next = turns.WaitAsync();
        Assert.False(next.IsCompleted);
        turns.End();
        await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task No_word_is_lost_between_many_who_fill_a_frame_together()
    {
        const int Rounds = 20_000;
        var round = 0;
        var adding = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(Add, TaskCreationOptions.LongRunning)).ToList();
        turns.Begin(); // and it does not end: nobody but who fills the next frame says a word
        try
        {
            for (var begun = 1; begun <= Rounds; begun++)
            {
                var next = turns.WaitAsync();
                Volatile.Write(ref round, begun);
                await next.WaitAsync(Patience);
                turns.Remove(100);
            }
        }
        finally
        {
            Volatile.Write(ref round, Rounds);
            await Task.WhenAll(adding);
        }

        // Half a frame in each round, as nearly at once with the other half as two threads can be.
        void Add()
        {
            for (var begun = 1; begun <= Rounds; begun++)
            {
                for (var spin = default(SpinWait); Volatile.Read(ref round) < begun; spin.SpinOnce(sleep1Threshold: -1)) { }
                turns.Add(50);
            }
        }
    }

    [Fact]
    public async Task No_word_is_lost_between_many_who_tell()
    {
        const int Frames = 20_000;
        for (var i = 0; i < Frames; i++)
        {
            await turns.WaitAsync().WaitAsync(Patience);
            turns.Begin();
            _ = Task.Run(turns.End);
            _ = Task.Run(() => turns.Add(50));
            if (i % 3 == 0) turns.Remove(Math.Min(turns.WaitingBytes, 100));
        }
    }
}
