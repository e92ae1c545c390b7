using System.Diagnostics;
using System.Globalization;

namespace Analytics.Tests.Servers;

/// <summary>
/// A real server of a test's own: fresh data in a temporary directory, a free port of the loopback, started by
/// deploy/local as ./dev does. It can be killed, frozen, stopped and started again on the same data and port.
/// Use one as an assembly fixture (<c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>, then as a constructor argument), or
/// <c>await using var redis = await RedisServer.StartedAsync();</c> where a test harms it.
/// </summary>
public abstract class ServerProcess(string name, int stopSignal) : IAsyncLifetime
{
    // A machine that is busy with other builds takes its time; nobody waits for this unless something is broken.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(30);

    readonly DirectoryInfo home = Directory.CreateTempSubdirectory($"analytics-{name}-");
    OwnedProcess? running;

    /// <summary>Where it listens, on 127.0.0.1; the same through all restarts.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>What our programs are given to reach it.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>The server's own process.</summary>
    public int Pid => Running.Pid;

    public bool IsRunning => running is { HasExited: false };

    /// <summary>All it said, in a file.</summary>
    public string Log => Path.Combine(home.FullName, "log");

    /// <summary>Its data.</summary>
    public string DataDirectory => Path.Combine(home.FullName, name);

    /// <summary>The user is always <c>analytics</c>.</summary>
    public string Password { get; protected init; } = Guid.NewGuid().ToString("N");

    /// <summary>What its program of deploy/local is told beside its directory, port and password.</summary>
    protected virtual IReadOnlyList<(string Name, string Value)> Settings => [];

    protected virtual IReadOnlyList<string> Arguments => [];

    protected OwnedProcess Running => running ?? throw new InvalidOperationException($"{name} does not run.");

    /// <summary>Starts it, with the data it had, and returns when it takes connections.</summary>
    public async Task StartAsync()
    {
        if (running is not null) throw new InvalidOperationException($"{name} runs already.");
        // Everyone may enter: PostgreSQL refuses to be root and becomes another user.
        File.SetUnixFileMode(home.FullName, File.GetUnixFileMode(home.FullName) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead | UnixFileMode.GroupExecute);
        running = OwnedProcess.Start(home.FullName, Log, [Script(name), DataDirectory, $"{Port}", .. Arguments], [("ANALYTICS_PASSWORD", Password), .. Settings]);
        var begun = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync())
        {
            if (running.HasExited) throw new InvalidOperationException($"{name} ended while starting:\n{running.LogTail}");
            if (Stopwatch.GetElapsedTime(begun) > Patience) throw new TimeoutException($"{name} is not ready after {Patience}:\n{running.LogTail}");
            await Task.Delay(PollPause);
        }
    }

    /// <summary>SIGKILL to the server and its children, as when the machine's power goes; returns when they are gone. Does nothing when it does not run.</summary>
    public async Task KillAsync()
    {
        if (running is null) return;
        var children = running.Children();
        running.Signal(Signals.Kill);
        foreach (var child in children) OwnedProcess.Signal(child, Signals.Kill);
        await EndAsync();
    }

    /// <summary>Asks it to stop in order, and waits. Does nothing when it does not run.</summary>
    public Task StopAsync() => StopAsync(stopSignal);

    /// <summary>The process stands still, its connections stay open: nothing is refused, nothing answers.</summary>
    public virtual void Freeze() => OwnedProcess.Freeze(Pid);

    /// <summary>A frozen process goes on.</summary>
    public virtual void Thaw() => Running.Signal(Signals.Continue);

    async ValueTask IAsyncLifetime.InitializeAsync() => await StartAsync();

    /// <summary>Ends it and removes its data.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(home.FullName)) home.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task StopAsync(int signal)
    {
        if (running is null) return;
        Thaw(); // a frozen process hears it only when it goes on
        running.Signal(signal);
        await EndAsync();
    }

    /// <summary>A program of deploy/local.</summary>
    protected static string Script(string script) => Path.Combine(Repository.Root, "deploy", "local", script);

    async Task EndAsync()
    {
        await Running.WaitForExitAsync(Patience);
        await Running.DisposeAsync();
        running = null;
    }

    async Task<bool> IsReadyAsync()
    {
        var start = new ProcessStartInfo(Script("ready"), [name, DataDirectory, Port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
        };
        start.Environment["ANALYTICS_PASSWORD"] = Password;
        using var ready = Process.Start(start)!;
        await ready.StandardError.ReadToEndAsync();
        await ready.WaitForExitAsync();
        return ready.ExitCode == 0;
    }
}
