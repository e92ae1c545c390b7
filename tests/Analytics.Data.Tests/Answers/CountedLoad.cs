using System.Text;
using Analytics.Data.Answers;

namespace Analytics.Data.Tests.Answers;

/// <summary>A load that counts its calls, lasts until it is let go, and answers its own number.</summary>
sealed class CountedLoad
{
    readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int calls;

    public int Calls => Volatile.Read(ref calls);

    /// <summary>When the first call has begun.</summary>
    public Task Begun => begun.Task;

    public Exception? Fault { get; set; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static CountedLoad Free()
    {
        var load = new CountedLoad();
        load.LetGo();
        return load;
    }

    public void LetGo() => gate.TrySetResult();

    public async Task<Answer> LoadAsync(CancellationToken cancellation)
    {
        var call = Interlocked.Increment(ref calls);
        begun.TrySetResult();
        await gate.Task.WaitAsync(cancellation);
        return Fault is null ? new(Clock.GetUtcNow(), AnswerSource.Rollup, Encoding.UTF8.GetBytes($$"""{"n":{{call}}}""")) : throw Fault;
    }
}
