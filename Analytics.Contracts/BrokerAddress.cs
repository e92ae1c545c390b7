namespace Analytics.Contracts;

/// <summary>
/// Where RabbitMQ is: one node, or all nodes of a cluster as <c>amqp://user:password@host1:5672,host2:5672/vhost</c>. Every
/// connection is given all of them: one that knows a single node is away with it, however well the cluster is.
/// </summary>
public sealed class BrokerAddress
{
    BrokerAddress(IReadOnlyList<Uri> nodes) => Nodes = nodes;

    /// <summary>One address a node, at least one, in the order given; user, password and virtual host are the same in all.</summary>
    public IReadOnlyList<Uri> Nodes { get; }

    /// <summary>Throws <see cref="FormatException"/> when it is none; the message does not hold it, since it holds a password.</summary>
    public static BrokerAddress Parse(string address)
    {
        var authority = address.IndexOf("://", StringComparison.Ordinal) + 3;
        if (authority < 3) throw new FormatException("RabbitMQ's address begins with no amqp:// or amqps://.");
        var path = address.IndexOf('/', authority);
        if (path < 0) path = address.Length;
        var hosts = address.LastIndexOf('@', path - 1, path - authority) + 1; // -1, no user, becomes 0
        if (hosts == 0) hosts = authority;
        return new([.. address[hosts..path].Split(',', StringSplitOptions.TrimEntries).Select(host => Node(address[..hosts], host, address[path..]))]);
    }

    static Uri Node(string before, string host, string after) =>
        host.Length > 0 && Uri.TryCreate(before + host + after, UriKind.Absolute, out var node) && node.Scheme is ("amqp" or "amqps")
            ? node
            : throw new FormatException($"In RabbitMQ's address, \"{host}\" is no host, or host:port, of an amqp:// or amqps:// address.");
}
