using System.Runtime.InteropServices;

namespace Analytics.Load.Runs;

/// <summary>
/// The second Ctrl-C (or SIGTERM). The first is the command's own: the load ends, and what it did is still reported. The second is of
/// somebody who does not want to wait for that.
/// </summary>
sealed class SecondInterrupt : IDisposable
{
    readonly CancellationTokenSource source = new();
    readonly PosixSignalRegistration[] registrations;
    int signals;

    public SecondInterrupt() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Note()),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Note()),
    ];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        Array.ForEach(registrations, one => one.Dispose());
        source.Dispose();
    }

    void Note()
    {
        if (Interlocked.Increment(ref signals) == 2) source.Cancel();
    }
}
