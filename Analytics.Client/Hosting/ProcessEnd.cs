using System.Runtime.InteropServices;

namespace Analytics.Client.Hosting;

/// <summary>
/// Sends what waits when the process ends and nobody disposed the tracker. A signal only flushes, and leaves it to others whether the
/// process ends: where a host takes the signal, tracking goes on until the host has stopped. (From .NET 10 on a signal that nobody takes
/// ends the process at once, without its ProcessExit.)
/// </summary>
sealed class ProcessEnd : IDisposable
{
    readonly EventHandler whenExits;
    readonly List<PosixSignalRegistration> signals = [];

    /// <summary>Begins to watch.</summary>
    /// <param name="stop">Sends what waits, for good.</param>
    /// <param name="flush">Sends what waits, within the limit; null when a host takes the signals.</param>
    public ProcessEnd(Action stop, Action? flush)
    {
        whenExits = (_, _) => stop();
        AppDomain.CurrentDomain.ProcessExit += whenExits;
        if (flush is null || !(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsWindows() || OperatingSystem.IsFreeBSD())) return;
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT]) signals.Add(PosixSignalRegistration.Create(signal, _ => flush()));
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= whenExits;
        foreach (var signal in signals) signal.Dispose();
    }
}
