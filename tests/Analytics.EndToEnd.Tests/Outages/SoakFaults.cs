using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>
/// All that a soak may do to a system. Not among it: a frozen API, which answers nobody; an API that starts while there is no broker,
/// whose first answers wait for the broker and for code to be compiled, one after the other; and what needs a machine of its own, such
/// as a full disk.
/// </summary>
sealed class SoakFaults(RunningSystem system, Random random)
{
    const string EndBackends =
        "select pg_terminate_backend(pid)::int from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";

    static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan Short = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Long = TimeSpan.FromSeconds(8);

    readonly List<SoakFault> all =
    [
        Ended("postgres", system.Postgres, Long),
        Stopped("postgres", system.Postgres, Short),
        Frozen("postgres", system.Postgres, Long),
        new("postgres ends every connection", "postgres", Moment, () => system.QueryAsync<int>(EndBackends), () => Task.CompletedTask),
        Ended("rabbitmq", system.Broker, Short),
        Stopped("rabbitmq", system.Broker, Moment),
        Frozen("rabbitmq", system.Broker, Long),
        new("rabbitmq ends every connection", "rabbitmq", Moment, () => system.Broker.ControlAsync("close_all_connections", "soak"), () => Task.CompletedTask),
        new("rabbitmq is low on memory", "rabbitmq", Short, () => MemoryLimitAsync(system, "0.000001"), () => MemoryLimitAsync(system, "absolute", RabbitMqServer.Setting("vm_memory_high_watermark.absolute"))),
        Ended("redis", system.Redis, Short),
        Frozen("redis", system.Redis, Long),
        Ended("api", system.Api, Short),
        Stopped("api", system.Api, Moment),
        .. system.Workers.Index().SelectMany(worker => new[]
        {
            Ended($"worker-{worker.Index + 1}", worker.Item, Long),
            Stopped($"worker-{worker.Index + 1}", worker.Item, Long),
            new($"worker-{worker.Index + 1} frozen", $"worker-{worker.Index + 1}", Long, Of(worker.Item.Freeze), Of(worker.Item.Thaw)),
        }),
    ];

    /// <summary>One fault, or now and then two at once.</summary>
    public IReadOnlyList<SoakFault> Next()
    {
        var first = Any(all);
        return random.Next(4) > 0 ? [first] : [first, Any([.. all.Where(fault => MayMeet(first.Target, fault.Target))])];
    }

    static bool MayMeet(string one, string other) => one != other && (one, other) is not (("api", "rabbitmq") or ("rabbitmq", "api"));

    SoakFault Any(List<SoakFault> of) => of[random.Next(of.Count)];

    static SoakFault Ended(string name, ServerProcess server, TimeSpan limit) => new($"{name} killed", name, limit, server.KillAsync, server.StartAsync);

    static SoakFault Stopped(string name, ServerProcess server, TimeSpan limit) => new($"{name} stopped", name, limit, server.StopAsync, server.StartAsync);

    static SoakFault Frozen(string name, ServerProcess server, TimeSpan limit) => new($"{name} frozen", name, limit, Of(server.Freeze), Of(server.Thaw));

    // Launched only: a host may have to wait for a server that another fault keeps away.
    static SoakFault Ended(string name, HostProcess host, TimeSpan limit) => new($"{name} killed", name, limit, host.KillAsync, Of(host.Launch));

    static SoakFault Stopped(string name, HostProcess host, TimeSpan limit) => new($"{name} stopped", name, limit, host.StopAsync, Of(host.Launch));

    static Func<Task> Of(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    static Task<string> MemoryLimitAsync(RunningSystem system, params string[] limit) => system.Broker.ControlAsync(["set_vm_memory_high_watermark", .. limit]);
}
