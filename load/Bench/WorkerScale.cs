using System.Diagnostics;
using System.Globalization;

namespace Analytics.Load.Bench;

/// <summary>Runs as many workers as are asked for, by <c>./dev scale</c>, and remembers how many run.</summary>
sealed class WorkerScale
{
    /// <summary>The <c>./dev</c> that started the system, as it calls this tool.</summary>
    const string Dev = "ANALYTICS_BENCH_DEV";

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    int workers;

    /// <returns>Whether there are more than before, so that some are new.</returns>
    /// <exception cref="BenchFailedException">They do not run.</exception>
    public async Task<bool> SetAsync(int workers, CancellationToken cancellation)
    {
        if (workers == this.workers) return false;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable(Dev) ?? throw new BenchFailedException($"{Dev} is not set: ./dev bench starts this on a system of its own.")) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add("scale");
        start.ArgumentList.Add(workers.ToString(CultureInfo.InvariantCulture));
        using var scale = Process.Start(start)!;
        scale.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            var said = await Task.WhenAll(scale.StandardOutput.ReadToEndAsync(limit.Token), scale.StandardError.ReadToEndAsync(limit.Token));
            await scale.WaitForExitAsync(limit.Token);
            if (scale.ExitCode != 0) throw new BenchFailedException($"./dev scale {workers} failed: {string.Concat(said).Trim()}");
        }
        catch (OperationCanceledException)
        {
            scale.Kill(entireProcessTree: true);
            if (cancellation.IsCancellationRequested) throw;
            throw new BenchFailedException($"./dev scale {workers} took longer than {Limit.TotalMinutes:0} minutes.");
        }

        var more = workers > this.workers;
        this.workers = workers;
        return more;
    }
}
