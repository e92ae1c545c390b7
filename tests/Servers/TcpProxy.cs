using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Analytics.Tests.Servers;

/// <summary>
/// The network between our programs and a server, to be broken: it may be slow, swallow everything without a word, or cut
/// connections, also in the middle of what they carry. Nothing that a killed or frozen server does looks like this.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    const int PieceBytes = 64 * 1024;

    readonly int target;
    readonly TcpListener listener = new(IPAddress.Loopback, FreePort.Take());
    readonly CancellationTokenSource closing = new();
    readonly ConcurrentDictionary<Socket, bool> open = new();
    readonly Task accepting;
    TaskCompletionSource passing = Opened();
    long bytesToCut = long.MaxValue;

    /// <summary>Passes on to a port of the loopback, whether anybody listens there or not.</summary>
    public TcpProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How much later each piece arrives, in both directions. Default none.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>From now on nothing passes in either direction; connections stay open, and new ones are taken and stay silent.</summary>
    public void BlackHole()
    {
        if (passing.Task.IsCompleted) Volatile.Write(ref passing, new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>What was swallowed arrives after all, as if it had been on its way, and all that follows.</summary>
    public void Pass() => Volatile.Read(ref passing).TrySetResult();

    /// <summary>The connection that carries the last of so many bytes from now on towards the server is cut there, once.</summary>
    public void CutAfter(long bytes) => Volatile.Write(ref bytesToCut, bytes);

    /// <summary>Whether what <see cref="CutAfter"/> asked for has been done.</summary>
    public bool HasCut => Volatile.Read(ref bytesToCut) <= 0;

    /// <summary>Resets every connection there is.</summary>
    public void CutAll()
    {
        foreach (var socket in open.Keys) Reset(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        CutAll();
        Pass();
        await accepting;
        closing.Dispose();
    }

    static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0); // a reset, where closing alone would say goodbye
            socket.Close();
        }
        catch (ObjectDisposedException)
        {
            // its own end came first
        }
    }

    async Task AcceptAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptSocketAsync(closing.Token);
                _ = ConnectAsync(client);
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // a client that left before it was taken, or the end
            }
        }
    }

    async Task ConnectAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        open[client] = open[server] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(PumpAsync(client, server, toServer: true), PumpAsync(server, client, toServer: false));
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // nobody there: the client hears it as a reset
        }
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            Reset(client);
            Reset(server);
        }
    }

    async Task PumpAsync(Socket from, Socket to, bool toServer)
    {
        var piece = new byte[PieceBytes];
        try
        {
            while (await from.ReceiveAsync(piece) is > 0 and var read)
            {
                if (Latency > TimeSpan.Zero) await Task.Delay(Latency);
                await Volatile.Read(ref passing).Task;
                var left = toServer && !HasCut ? Interlocked.Add(ref bytesToCut, -read) : 1;
                await to.SendAsync(piece.AsMemory(0, left > 0 ? read : Math.Max(read + (int)left, 0)));
                if (left <= 0) return;
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // either end is gone; the other is told
        }
    }
}
