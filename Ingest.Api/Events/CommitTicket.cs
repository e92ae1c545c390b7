namespace Ingest.Api.Events;

/// <summary>What one request waits for: all of its pieces, each in whatever frame it went. One failure decides for all.</summary>
sealed class CommitTicket(int pieces)
{
    readonly TaskCompletionSource<CommitResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int unconfirmed = pieces;

    public Task<CommitResult> Result => result.Task;

    /// <summary>Decided already, for better or worse: what is left of the request need not be sent.</summary>
    public bool IsOver => result.Task.IsCompleted;

    public void Settle(CommitResult piece)
    {
        if (piece != CommitResult.Confirmed) result.TrySetResult(piece);
        else if (Interlocked.Decrement(ref unconfirmed) == 0) result.TrySetResult(CommitResult.Confirmed);
    }
}
