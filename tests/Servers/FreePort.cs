using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Analytics.Tests.Servers;

/// <summary>
/// Ports of 127.0.0.1 where nobody listens, above those that the kernel gives to outgoing connections. Each is taken once among all
/// test processes of the machine, so that who starts only later, or again, still finds it free.
/// </summary>
public static class FreePort
{
    // A name, not a file: the kernel forgets it when the process that holds it ends, however it ends.
    static readonly ConcurrentBag<Socket> Names = [];

    public static int Take()
    {
        while (true)
        {
            var port = Random.Shared.Next(61_000, 65_500);
            if (IsOurs(port) && IsFree(port)) return port;
        }
    }

    static bool IsOurs(int port)
    {
        var name = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            name.Bind(new UnixDomainSocketEndPoint($"\0analytics-test-port-{port}"));
            Names.Add(name);
            return true;
        }
        catch (SocketException) // taken
        {
            name.Dispose();
            return false;
        }
    }

    static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException) // taken
        {
            return false;
        }
    }
}
