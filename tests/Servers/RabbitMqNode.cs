using System.Globalization;

namespace Analytics.Tests.Servers;

/// <summary>A RabbitMQ that is a node of a <see cref="RabbitMqCluster"/>.</summary>
public sealed class RabbitMqNode : RabbitMqServer
{
    readonly string name;
    readonly IReadOnlyList<string> names;
    readonly int epmdPort;
    readonly int distributionPort = FreePort.Take();

    /// <param name="name">Without its host.</param>
    /// <param name="names">Of all nodes of the cluster.</param>
    /// <param name="password">The same for all nodes.</param>
    /// <param name="epmdPort">Where the epmd listens that tells the nodes each other's ports.</param>
    public RabbitMqNode(string name, IReadOnlyList<string> names, string password, int epmdPort)
    {
        (this.name, this.names, this.epmdPort) = (name, names, epmdPort);
        Password = password;
    }

    /// <summary>As RabbitMQ itself writes it.</summary>
    public string FullName => $"{name}@localhost";

    protected override IReadOnlyList<string> Arguments => [distributionPort.ToString(CultureInfo.InvariantCulture)];

    protected override IReadOnlyList<(string Name, string Value)> Settings =>
    [
        ("ANALYTICS_RABBITMQ_NODE", name),
        ("ANALYTICS_RABBITMQ_NODES", string.Join(' ', names)),
        ("ANALYTICS_EPMD_PORT", epmdPort.ToString(CultureInfo.InvariantCulture)),
    ];
}
