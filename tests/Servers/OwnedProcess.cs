using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Analytics.Tests.Servers;

/// <summary>
/// A process that a test started and that ends with it. Its output goes to a file, so that it never blocks on a pipe that
/// nobody reads. A watchdog holds a pipe to the test's process: when that ends, killed or not, the pipe closes and the
/// watchdog kills what was started and removes its directory.
/// </summary>
public sealed class OwnedProcess : IAsyncDisposable
{
    const string Run = """log=$1; shift; exec "$@" < /dev/null >> "$log" 2>&1""";

    // A word means that all is in order; the pipe's end means that the test's process is gone.
    const string Watch =
        """
        trap '' INT TERM HUP
        read -r _ && exit
        children=$(cat "/proc/$1/task/$1/children" 2> /dev/null)
        kill -KILL "$1" $children
        rm -rf "$2"
        """;

    static readonly TimeSpan FreezeLimit = TimeSpan.FromSeconds(10);

    readonly Process process;
    readonly Process watchdog;

    OwnedProcess(Process process, Process watchdog, string log) => (this.process, this.watchdog, Log) = (process, watchdog, log);

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Once it has exited: 0 when all was well, 128 and the signal when it was killed by one.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>The file that its output and errors are in.</summary>
    public string Log { get; }

    /// <summary>The output's last lines, to say why something failed.</summary>
    public string LogTail => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(40)) : "(no output)";

    /// <summary>
    /// Starts a command in a session of its own. <paramref name="home"/> is removed when the test's process dies; the log is
    /// a file in it.
    /// </summary>
    public static OwnedProcess Start(string home, string log, IEnumerable<string> command, IEnumerable<(string Name, string Value)> environment, string? directory = null)
    {
        var start = new ProcessStartInfo("setsid", ["bash", "-c", Run, "run", log, .. command]) { WorkingDirectory = directory ?? home };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var watch = new ProcessStartInfo("setsid", ["bash", "-c", Watch, "watch", process.Id.ToString(CultureInfo.InvariantCulture), home])
        {
            RedirectStandardInput = true,
        };
        return new OwnedProcess(process, Process.Start(watch)!, log);
    }

    public void Signal(int signal) => Signal(Pid, signal);

    /// <summary>Signals any process; one that is gone already is no error.</summary>
    public static void Signal(int pid, int signal)
    {
        const int NoSuchProcess = 3;
        if (kill(pid, signal) != 0 && Marshal.GetLastPInvokeError() is not NoSuchProcess and var error) throw new Win32Exception(error);
    }

    /// <summary>Makes any process stand still, and returns when its last thread does: the signal alone takes effect a moment later.</summary>
    public static void Freeze(int pid)
    {
        Signal(pid, Signals.Stop);
        if (!SpinWait.SpinUntil(() => IsFrozen(pid), FreezeLimit)) throw new TimeoutException($"Process {pid} does not stand still after {FreezeLimit}.");
    }

    /// <summary>The processes it started itself, as the kernel knows them now.</summary>
    public IReadOnlyList<int> Children()
    {
        try
        {
            var pids = File.ReadAllText($"/proc/{Pid}/task/{Pid}/children");
            return [.. pids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))];
        }
        catch (IOException) // it is gone, and they with it
        {
            return [];
        }
    }

    /// <summary>Waits for its end; kills it when it takes longer than <paramref name="patience"/>, and then throws.</summary>
    public async Task WaitForExitAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"Process {Pid} did not stop within {patience}:\n{LogTail}");
        }
    }

    /// <summary>Kills it, if it still runs, and lets the watchdog go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        await watchdog.StandardInput.WriteLineAsync();
        watchdog.StandardInput.Close();
        await watchdog.WaitForExitAsync();
        watchdog.Dispose();
        process.Dispose();
    }

    /// <summary>Whether all threads are stopped, T; true too when there are none any more.</summary>
    static bool IsFrozen(int pid)
    {
        try
        {
            // 123 (name, of any characters) T …
            return Directory.GetDirectories($"/proc/{pid}/task").Select(task => File.ReadAllText($"{task}/stat")).All(stat => stat[stat.LastIndexOf(')') + 2] is 'T' or 'Z' or 'X');
        }
        catch (IOException) // a thread ended meanwhile
        {
            return !Directory.Exists($"/proc/{pid}");
        }
    }

    [DllImport("libc", SetLastError = true)]
    static extern int kill(int pid, int signal);
}
