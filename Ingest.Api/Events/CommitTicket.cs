using System.Diagnostics;
using Ingest.Api.Telemetry;

namespace Ingest.Api.Events;

/// <summary>What one request waits for: all of its pieces, each in whatever frame it went. One failure decides for all.</summary>
sealed class CommitTicket(int pieces)
{
    readonly TaskCompletionSource<CommitResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly bool isAlone = pieces == 1;
    int unconfirmed = pieces;

    public Task<CommitResult> Result => result.Task;

    /// <summary>Who waits, for the frame's span; null when nobody traces.</summary>
    public Activity? Request { get; } = ApiTraces.Request;

    /// <summary>Decided already, for better or worse: what is left of the request need not be sent.</summary>
    public bool IsOver => result.Task.IsCompleted;

    public void Settle(CommitResult piece)
    {
        // Of several pieces another may be on its way, so that "nothing was tried" would be a guess.
        if (piece != CommitResult.Confirmed) result.TrySetResult(isAlone ? piece : CommitResult.Unconfirmed);
        else if (Interlocked.Decrement(ref unconfirmed) == 0) result.TrySetResult(CommitResult.Confirmed);
    }
}
