using System.Runtime.InteropServices;

namespace Analytics.Load;

/// <summary>
/// Ctrl-C and SIGTERM. The first is every command's cancellation, after which it may tidy up, and a load run still settles and reports; the
/// second is of somebody who does not want to wait for a report; the third ends the process as if nobody had listened. By ourselves,
/// since System.CommandLine's own handler keeps every later one waiting.
/// </summary>
sealed class Interrupts : IDisposable
{
    readonly CancellationTokenSource first = new(), second = new();
    readonly PosixSignalRegistration[] registrations;
    int count;

    public Interrupts() => registrations = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM]).Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = Note()))];

    public CancellationToken First => first.Token;

    public CancellationToken Second => second.Token;

    /// <returns>Whether the process lives on.</returns>
    public bool Note()
    {
        switch (Interlocked.Increment(ref count))
        {
            case 1:
                first.Cancel();
                return true;
            case 2:
                second.Cancel();
                return true;
            default:
                return false;
        }
    }

    public void Dispose()
    {
        Array.ForEach(registrations, one => one.Dispose());
        first.Dispose();
        second.Dispose();
    }
}
