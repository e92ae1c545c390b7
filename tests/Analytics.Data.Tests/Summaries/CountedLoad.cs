using Analytics.Data.Selections;
using Analytics.Data.Summaries;

namespace Analytics.Data.Tests.Summaries;

/// <summary>A load that counts its calls, lasts until it is let go, and answers its own number.</summary>
sealed class CountedLoad
{
    readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _calls;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>When the first call has begun.</summary>
    public Task Begun => _begun.Task;

    public Exception? Fault { get; set; }

    public static CountedLoad Free()
    {
        var load = new CountedLoad();
        load.LetGo();
        return load;
    }

    public void LetGo() => _gate.TrySetResult();

    public async Task<Summary> LoadAsync(SelectedEvents query, CancellationToken cancellation)
    {
        var call = Interlocked.Increment(ref _calls);
        _begun.TrySetResult();
        await _gate.Task.WaitAsync(cancellation);
        return Fault is null ? Some.Summary(call) : throw Fault;
    }
}
