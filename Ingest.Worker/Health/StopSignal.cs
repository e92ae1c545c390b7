using System.Runtime.InteropServices;

namespace Ingest.Worker.Health;

/// <summary>
/// Remembers that the process was told to end. Each host hears the signal by itself, but one that is just being replaced does nothing
/// about it any more, and the next one was not there yet: between two hosts a SIGTERM would be lost.
/// </summary>
sealed class StopSignal : IDisposable
{
    readonly CancellationTokenSource told = new();
    readonly PosixSignalRegistration[] signals;

    public StopSignal() => signals = [Register(PosixSignal.SIGTERM), Register(PosixSignal.SIGINT), Register(PosixSignal.SIGQUIT)];

    /// <summary>Cancelled once the process was told to end.</summary>
    public CancellationToken Told => told.Token;

    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
        told.Dispose();
    }

    PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true; // the process ends when its host has stopped in order
        told.Cancel();
    });
}
