using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Analytics.Data.Tests;

/// <summary>A redis-server process of a test's own, on a free port of the loopback, without files; it can be killed, frozen and started again.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    Process? _process;

    public int Port { get; } = FreePort();

    public string Connection => $"127.0.0.1:{Port}";

    public static async Task<RedisServer> StartedAsync()
    {
        var server = new RedisServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>A port where nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath()])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        using var deadline = new CancellationTokenSource(Patience);
        while (await TryAskAsync("PING", deadline.Token) is not "+PONG") await Task.Delay(20, deadline.Token);
    }

    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>The process stands still, its connections stay open: nothing is refused, nothing answers.</summary>
    public void Freeze() => Signal("-STOP");

    public void Thaw() => Signal("-CONT");

    /// <summary>The first line of the answer to an inline command.</summary>
    public async Task<string> AskAsync(string command)
    {
        using var deadline = new CancellationTokenSource(Patience);
        return await TryAskAsync(command, deadline.Token) ?? throw new InvalidOperationException($"redis-server does not answer {command}.");
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    async Task<string?> TryAskAsync(string command, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellation);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellation);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync(cancellation);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0) throw new InvalidOperationException("The signal was not delivered.");
    }
}
