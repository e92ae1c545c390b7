using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>An HTTP request byte by byte, for clients that are slower, ruder or less correct than HttpClient can be.</summary>
sealed class RawRequest : IDisposable
{
    readonly TcpClient connection = new() { NoDelay = true };
    NetworkStream stream = null!;

    public static async Task<RawRequest> ConnectedAsync(Uri server)
    {
        var raw = new RawRequest();
        await raw.connection.ConnectAsync(IPAddress.Loopback, server.Port);
        raw.stream = raw.connection.GetStream();
        return raw;
    }

    public Task HeadAsync(string framing) => SendAsync($"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{framing}\r\n\r\n");

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    public async Task ChunkAsync(byte[] bytes)
    {
        await SendAsync(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length:x}\r\n"));
        await SendAsync(bytes);
        await SendAsync("\r\n");
    }

    /// <summary>The status of the answer; 0 when the server hangs up without one, null when it does neither in time.</summary>
    public async Task<int?> StatusAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        var head = new byte[12]; // HTTP/1.1 413
        try
        {
            var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, deadline.Token);
            return read < head.Length ? 0 : int.Parse(Encoding.ASCII.GetString(head, 9, 3), CultureInfo.InvariantCulture);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Sends a part every so often until all is sent, or the server has hung up, or the time is up.</summary>
    public async Task DribbleAsync(byte[] bytes, TimeSpan pause, TimeSpan patience)
    {
        using var timer = new PeriodicTimer(pause);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            foreach (var one in bytes)
            {
                if (Stopwatch.GetElapsedTime(begun) > patience || connection.Available > 0) return;
                await SendAsync([one]);
                await timer.WaitForNextTickAsync();
            }
        }
        catch (IOException)
        {
            // Hung up.
        }
    }

    /// <summary>Hangs up as a crash or a cut cable does: with a reset.</summary>
    public void Reset()
    {
        connection.Client.LingerState = new LingerOption(true, 0);
        connection.Close();
    }

    public void Dispose() => connection.Dispose();
}
