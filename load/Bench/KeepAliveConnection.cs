using System.Net;
using System.Net.Sockets;

namespace Analytics.Load.Bench;

/// <summary>
/// One HTTP/1.1 connection that sends ready-made bytes and reads one response at a time. The client shares the machine with what
/// it measures, and HttpClient takes some 40 µs of it for a request; this takes a few.
/// </summary>
sealed class KeepAliveConnection(IPEndPoint server) : IDisposable
{
    Socket? socket;
    byte[] buffer = new byte[8 * 1024];
    int received, taken;

    /// <exception cref="SocketException">The connection failed; the next call makes a new one.</exception>
    /// <exception cref="InvalidDataException">The answer cannot be understood.</exception>
    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request)
    {
        var socket = this.socket ?? await ConnectAsync();
        try
        {
            for (var rest = request; rest.Length > 0;)
                rest = rest[await socket.SendAsync(rest)..];

            // Requests are not pipelined, so nothing of the next response can have come yet.
            received = taken = 0;
            HttpAnswer answer;
            bool closes;
            while (!HttpResponseParser.TryParse(buffer.AsMemory(0, received), out answer, out taken, out closes))
            {
                if (received == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
                var read = await socket.ReceiveAsync(buffer.AsMemory(received));
                if (read == 0)
                    throw new SocketException((int)SocketError.ConnectionReset);
                received += read;
            }

            if (taken != received)
                throw new InvalidDataException("The server sent more than one answer.");
            if (closes)
                Disconnect();
            return answer;
        }
        catch
        {
            Disconnect();
            throw;
        }
    }

    public async ValueTask<Socket> ConnectAsync()
    {
        Disconnect();
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server);
            return this.socket = socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => Disconnect();

    void Disconnect()
    {
        socket?.Dispose();
        socket = null;
    }
}
