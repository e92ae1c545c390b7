using System.Net;
using System.Net.Sockets;

namespace Analytics.Load.Bench;

/// <summary>
/// One HTTP/1.1 connection that sends ready-made bytes and reads one response at a time. The client shares the machine with what
/// it measures, and HttpClient takes some 40 µs of it for a request; this takes a few.
/// </summary>
sealed class KeepAliveConnection(IPEndPoint server) : IDisposable
{
    Socket? _socket;
    byte[] _buffer = new byte[8 * 1024];
    int _received, _taken;

    /// <exception cref="SocketException">The connection failed; the next call makes a new one.</exception>
    /// <exception cref="InvalidDataException">The answer cannot be understood.</exception>
    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request)
    {
        var socket = _socket ?? await ConnectAsync();
        try
        {
            for (var rest = request; rest.Length > 0;)
                rest = rest[await socket.SendAsync(rest)..];

            // Requests are not pipelined, so nothing of the next response can have come yet.
            _received = _taken = 0;
            HttpAnswer answer;
            bool closes;
            while (!HttpResponseParser.TryParse(_buffer.AsMemory(0, _received), out answer, out _taken, out closes))
            {
                if (_received == _buffer.Length)
                    Array.Resize(ref _buffer, _buffer.Length * 2);
                var read = await socket.ReceiveAsync(_buffer.AsMemory(_received));
                if (read == 0)
                    throw new SocketException((int)SocketError.ConnectionReset);
                _received += read;
            }

            if (_taken != _received)
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
            return _socket = socket;
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
        _socket?.Dispose();
        _socket = null;
    }
}
