using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Analytics.Tests.Servers;

/// <summary>
/// One of our own programs, Ingest.Api or Ingest.Worker, as it was built, in a process of its own on a free port. The test
/// project references the program's project, so that it is built first. Settings are given as environment variables,
/// for example <c>("ConnectionStrings__Postgres", postgres.ConnectionString)</c>.
/// </summary>
public sealed class HostProcess(string program, params (string Name, string Value)[] settings) : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(30);
    static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    readonly DirectoryInfo home = Directory.CreateTempSubdirectory($"analytics-{program}-");
    OwnedProcess? running;

    /// <summary>Where it answers HTTP; the same through all restarts.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>Its assembly; another release's takes its place at the next start.</summary>
    public string ProgramFile { get; set; } = ProgramPath(program);

    public int Pid => Running.Pid;

    /// <summary>Memory that it has now.</summary>
    public long ResidentBytes()
    {
        var line = File.ReadLines($"/proc/{Pid}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    public bool IsRunning => running is { HasExited: false };

    /// <summary>All it said, in a file.</summary>
    public string Log => Path.Combine(home.FullName, "log");

    OwnedProcess Running => running ?? throw new InvalidOperationException($"{program} does not run.");

    /// <summary>The program's assembly, as it was built with the test.</summary>
    public static string ProgramPath(string program) =>
        Path.Combine(Repository.Root, program, "bin", Repository.Configuration, "net10.0", $"{program}.dll");

    /// <summary>Starts it and returns when /health/ready says 200.</summary>
    public async Task StartAsync()
    {
        Launch();
        await WaitUntilReadyAsync();
    }

    /// <summary>Starts it and does not wait.</summary>
    public void Launch()
    {
        if (running is not null) throw new InvalidOperationException($"{program} runs already.");
        running = OwnedProcess.Start(
            home.FullName,
            Log,
            [Path.Combine(Repository.Root, "deploy", "local", "host"), ProgramFile],
            [("ASPNETCORE_URLS", Address.ToString()), ("DOTNET_ENVIRONMENT", "Production"), ("ASPNETCORE_ENVIRONMENT", "Production"), .. settings],
            Path.GetDirectoryName(ProgramFile));
    }

    /// <summary>Until /health/ready says 200; throws when it ends or the time is up.</summary>
    public async Task WaitUntilReadyAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        while (await HealthAsync() != HttpStatusCode.OK)
        {
            if (Running.HasExited) throw new InvalidOperationException($"{program} ended while starting:\n{Running.LogTail}");
            if (Stopwatch.GetElapsedTime(begun) > Patience) throw new TimeoutException($"{program} is not ready after {Patience}:\n{Running.LogTail}");
            await Task.Delay(PollPause);
        }
    }

    /// <summary>What /health/ready says now; null when nobody answers.</summary>
    public async Task<HttpStatusCode?> HealthAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, "/health/ready"));
            return answer.StatusCode;
        }
        catch (Exception nobody) when (nobody is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>SIGKILL; returns when it is gone. Does nothing when it does not run.</summary>
    public Task KillAsync() => EndAsync(Signals.Kill);

    /// <summary>SIGTERM; it finishes what it holds, and the exit code says how that went. Does nothing, with 0, when it does not run.</summary>
    public Task<int> StopAsync() => EndAsync(Signals.Terminate);

    public void Freeze() => OwnedProcess.Freeze(Pid);

    public void Thaw() => Running.Signal(Signals.Continue);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        home.Delete(recursive: true);
    }

    async Task<int> EndAsync(int signal)
    {
        if (running is null) return 0;
        running.Signal(signal);
        if (signal != Signals.Kill) running.Signal(Signals.Continue);
        await running.WaitForExitAsync(Patience);
        var exitCode = running.ExitCode;
        await running.DisposeAsync();
        running = null;
        return exitCode;
    }
}
