using System.Net.Sockets;
using RabbitMQ.Client;

namespace Ingest.Worker.Health;

/// <summary>
/// The bus's connections to RabbitMQ, so that they can be cut when its host is replaced. A bus that does not come back may not go
/// either: it would keep the messages it holds, unacknowledged, until RabbitMQ loses patience, or come back beside the next one and
/// hold more behind a gate that nobody opens again.
/// </summary>
sealed class BusConnections
{
    static readonly Task Never = new TaskCompletionSource().Task;

    readonly Lock counting = new();
    readonly List<ITcpClient> open = [];
    bool isCut;

    /// <summary>Called by the bus before each attempt to connect. One that was replaced and does not stop waits here for ever, and says nothing.</summary>
    public Task WatchAsync(ConnectionFactory factory)
    {
        factory.SocketFactory = Open;
        lock (counting) return isCut ? Never : Task.CompletedTask;
    }

    /// <summary>Ends them without a word, as a killed process would; RabbitMQ gives what they held to others. No new one is made.</summary>
    public void Cut()
    {
        lock (counting)
        {
            isCut = true;
            foreach (var connection in open) connection.Close();
            open.Clear();
        }
    }

    ITcpClient Open(AddressFamily family)
    {
        lock (counting)
        {
            if (isCut) throw new InvalidOperationException("This bus was replaced.");
            var connection = ConnectionFactoryBase.DefaultSocketFactory(family);
            open.RemoveAll(earlier => !earlier.Connected);
            open.Add(connection);
            return connection;
        }
    }
}
