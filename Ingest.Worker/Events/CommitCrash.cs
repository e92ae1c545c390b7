using System.Diagnostics;

namespace Ingest.Worker.Events;

/// <summary>
/// Ends the process as a power cut would, at its worst moment: the events are committed, their messages not yet acknowledged.
/// Registered only when <c>Ingest:CrashAfterCommit</c> says after how many commits, as tests do; no other run has it.
/// </summary>
sealed class CommitCrash(int commits)
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "Ingest:CrashAfterCommit";

    int left = commits;

    /// <summary>A transaction has been committed. Does not return from the last.</summary>
    public void Committed()
    {
        if (Interlocked.Decrement(ref left) > 0) return;
        using var self = Process.GetCurrentProcess();
        self.Kill(); // SIGKILL: nothing is flushed, closed or acknowledged
    }
}
