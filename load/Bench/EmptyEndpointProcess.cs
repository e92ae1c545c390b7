using System.Diagnostics;

namespace Analytics.Load.Bench;

/// <summary>The empty endpoint, running as a process of its own, as the API does.</summary>
sealed class EmptyEndpointProcess : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    readonly Process process;

    EmptyEndpointProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<EmptyEndpointProcess> StartAsync(CancellationToken cancellation)
    {
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
            start.ArgumentList.Add(typeof(EmptyEndpointProcess).Assembly.Location);
        start.ArgumentList.Add(EmptyEndpointCommand.Name);

        // The limit is what .NET does by itself; 70, in hexadecimal, is the runtime's own default.
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "46";
        var process = Process.Start(start)!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(StartLimit, cancellation);
            if (line?.StartsWith(EmptyEndpointCommand.ListeningPrefix, StringComparison.Ordinal) != true)
                throw new BenchFailedException($"The empty endpoint did not start: {line}");
            return new EmptyEndpointProcess(process, new Uri(line[EmptyEndpointCommand.ListeningPrefix.Length..]));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends its input, which ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
