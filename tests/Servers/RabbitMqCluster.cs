using System.Globalization;

namespace Analytics.Tests.Servers;

/// <summary>Three nodes of RabbitMQ on one machine, and the epmd by which they find each other; all of it ends with the cluster.</summary>
public sealed class RabbitMqCluster : IAsyncDisposable
{
    static readonly string[] Names = ["one", "two", "three"];

    readonly DirectoryInfo home = Directory.CreateTempSubdirectory("analytics-epmd-");
    readonly int epmdPort = FreePort.Take();
    OwnedProcess? epmd;

    public RabbitMqCluster()
    {
        var password = Guid.NewGuid().ToString("N");
        Nodes = [.. Names.Select(name => new RabbitMqNode(name, Names, password, epmdPort))];
    }

    public IReadOnlyList<RabbitMqNode> Nodes { get; }

    /// <summary>Any node that runs.</summary>
    public RabbitMqNode Running => Nodes.First(node => node.IsRunning);

    /// <summary>All nodes in one address, as the product takes them.</summary>
    public string ConnectionString => $"amqp://analytics:{Nodes[0].Password}@{string.Join(',', Nodes.Select(node => $"127.0.0.1:{node.Port}"))}/";

    /// <summary>Starts all nodes at once, which find together, and returns when each knows the others.</summary>
    public async Task StartAsync()
    {
        epmd = OwnedProcess.Start(
            home.FullName, Path.Combine(home.FullName, "log"), ["epmd", "-port", epmdPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"], []);
        await Task.WhenAll(Nodes.Select(node => node.StartAsync()));
        foreach (var node in Nodes)
        {
            await Eventually.EqualAsync(
                Nodes.Count, async () => int.Parse(await node.ControlAsync("eval", "length(rabbit_nodes:all_running())."), CultureInfo.InvariantCulture), "all nodes run");
        }
    }

    /// <summary>The node that leads a quorum queue.</summary>
    public async Task<RabbitMqNode> LeaderAsync(string queue)
    {
        var ask = $$$"""
            {ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, <<"{{{queue}}}">>)),
            {ok, _, {_, Leader}} = ra:members(amqqueue:get_pid(Q)),
            Leader.
            """;
        var leader = (await Running.ControlAsync("eval", ask)).Trim();
        return Nodes.Single(node => node.FullName == leader);
    }

    /// <summary>How many members of a quorum queue run and have all that is committed.</summary>
    public async Task<int> CurrentMembersAsync(string queue)
    {
        var ask = $$"""
            Members = rabbit_quorum_queue:status(<<"/">>, <<"{{queue}}">>),
            Of = fun(M, Name) -> case proplists:get_value(Name, M) of I when is_integer(I) -> I; _ -> -1 end end,
            Committed = lists:max([Of(M, <<"Commit Index">>) || M <- Members]),
            length([M || M <- Members, Of(M, <<"Log Index">>) >= Committed]).
            """;
        return int.Parse(await Running.ControlAsync("eval", ask), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes) await node.DisposeAsync();
        if (epmd is not null)
        {
            epmd.Signal(Signals.Kill);
            await epmd.DisposeAsync();
        }

        if (Directory.Exists(home.FullName)) home.Delete(recursive: true);
    }
}
