using Analytics.Contracts;
using RabbitMQ.Client;

namespace Ingest.Api.Broker;

/// <summary>
/// Opens connections to RabbitMQ beside the bus's own, for what MassTransit does not show. They do not recover by themselves: who
/// asks over one wants to know that it broke.
/// </summary>
sealed class BrokerConnections(BrokerAddress broker)
{
    /// <summary>To any node that answers, chosen anew each time. The name is what RabbitMQ's own lists show.</summary>
    public Task<IConnection> OpenAsync(string name, TimeSpan answerTimeout, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory
        {
            Uri = broker.Nodes[0],
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = name,
            RequestedConnectionTimeout = answerTimeout,
            ContinuationTimeout = answerTimeout,
        };
        return factory.CreateConnectionAsync(broker.Nodes.Select(node => new AmqpTcpEndpoint(node, factory.Ssl)), cancellation);
    }
}
