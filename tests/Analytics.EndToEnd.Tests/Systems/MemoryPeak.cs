using System.Globalization;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>Watches a process's memory until disposed, and remembers the most.</summary>
sealed class MemoryPeak : IAsyncDisposable
{
    const int Megabyte = 1024 * 1024;
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    readonly HostProcess process;
    readonly CancellationTokenSource stopping = new();
    readonly Task watching;

    public MemoryPeak(HostProcess process)
    {
        this.process = process;
        Before = Megabytes;
        watching = WatchAsync();
    }

    /// <summary>At the start, in MB.</summary>
    public long Before { get; }

    /// <summary>The most so far, in MB.</summary>
    public long Most { get; private set; }

    long Megabytes => process.ResidentBytes() / Megabyte;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Before} MB before, {Most} MB at most, {Megabytes} MB now");

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        stopping.Dispose();
    }

    async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        while (!stopping.IsCancellationRequested)
        {
            Most = Math.Max(Most, Megabytes);
            await timer.WaitForNextTickAsync();
        }
    }
}
