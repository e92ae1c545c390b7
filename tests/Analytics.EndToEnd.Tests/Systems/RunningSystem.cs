using System.Globalization;
using Dapper;
using Npgsql;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>
/// The whole system as it is deployed: PostgreSQL, RabbitMQ and Redis, the API and some workers, each a process that a test may
/// kill, freeze, stop and start again. Tests look at it from outside: over HTTP, and into the tables. Everybody is let in, unless
/// the settings say otherwise.
/// </summary>
public abstract class RunningSystem(int workerCount, params (string Name, string Value)[] settings) : IAsyncLifetime
{
    /// <summary>The ingest queue's own view of its consumers, as RabbitMQ 3.10 keeps it, alive or not, and what each has not settled.</summary>
    const string HeldByConsumer = """
        {ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, <<"analytics-events">>)),
        {ok, {_, S}, _} = ra:local_query(amqqueue:get_pid(Q), fun(S) -> S end),
        element(10, S).
        """;

    const string Undone = """
        {ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, <<"analytics-events">>)),
        {ok, Ready, _} = ra:consistent_query(amqqueue:get_pid(Q), fun rabbit_fifo:query_messages_ready/1),
        {Ready, [{N, Of} || P <- rabbit_channel:list(), [{_, N} | Of] <- [catch rabbit_channel:info(P, [messages_unacknowledged, connection, number])], N > 0]}.
        """;

    static readonly TimeSpan StoringLimit = TimeSpan.FromSeconds(60);

    readonly List<HostProcess> workers = [];
    RabbitMqServer? broker;

    public PostgresServer Postgres { get; } = new();

    /// <summary>RabbitMQ; of a cluster, the first node.</summary>
    public RabbitMqServer Broker => broker ??= CreateBroker();

    public RedisServer Redis { get; } = new();

    /// <summary>Set once the system is up.</summary>
    public HostProcess Api { get; private set; } = null!;

    public IReadOnlyList<HostProcess> Workers => workers;

    /// <summary>The API as a client sees it.</summary>
    public ApiClient Client { get; private set; } = null!;

    /// <summary>What each of our programs is told of the servers.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("ConnectionStrings__Postgres", PostgresAddress),
        ("ConnectionStrings__RabbitMq", BrokerAddress),
        ("ConnectionStrings__Redis", Redis.ConnectionString),
        ("Security__Mode", "Open"),
        .. settings,
    ];

    /// <summary>How the API and the workers reach PostgreSQL; tests themselves go to it straight.</summary>
    protected virtual string PostgresAddress => Postgres.ConnectionString;

    /// <summary>How the API and the workers reach RabbitMQ.</summary>
    protected virtual string BrokerAddress => Broker.ConnectionString;

    /// <summary>The PostgreSQL that a test asks what is stored.</summary>
    protected virtual PostgresServer AskedPostgres => Postgres;

    /// <summary>The node that a test asks what is in a queue.</summary>
    protected virtual RabbitMqServer AskedBroker => Broker;

    public async ValueTask InitializeAsync()
    {
        await StartServersAsync();
        Api = CreateHost("Ingest.Api", Settings);
        Client = new ApiClient(Api.Address);
        Api.Launch();
        await AddWorkersAsync(workerCount);
        await Api.WaitUntilReadyAsync();
    }

    /// <summary>One more API, on the same servers; whoever starts it ends it.</summary>
    public async Task<HostProcess> AddApiAsync(params (string Name, string Value)[] settings)
    {
        var api = CreateHost("Ingest.Api", [.. Settings, .. settings]);
        await api.StartAsync();
        return api;
    }

    /// <summary>Starts more workers, all at once and with these settings of their own, and returns when they are ready.</summary>
    public async Task<IReadOnlyList<HostProcess>> AddWorkersAsync(int count, params (string Name, string Value)[] settings)
    {
        var added = Enumerable.Range(0, count).Select(_ => CreateHost("Ingest.Worker", [.. Settings, .. settings])).ToList();
        foreach (var worker in added) worker.Launch();
        workers.AddRange(added);
        await Task.WhenAll(added.Select(worker => worker.WaitUntilReadyAsync()));
        return added;
    }

    /// <summary>Stops a worker for good; it finishes what it holds.</summary>
    public async Task RemoveWorkerAsync(HostProcess worker)
    {
        workers.Remove(worker);
        await worker.StopAsync();
        await worker.DisposeAsync();
    }

    /// <summary>Whatever a test did to it: everything runs again and is ready.</summary>
    public virtual async Task HealAsync()
    {
        foreach (var server in (ServerProcess[])[Postgres, Broker, Redis])
        {
            if (server.IsRunning)
            {
                server.Thaw();
                continue;
            }

            await server.KillAsync(); // it ended by itself
            await server.StartAsync();
        }

        foreach (var host in workers.Append(Api))
        {
            if (host.IsRunning)
            {
                host.Thaw();
                continue;
            }

            await host.KillAsync();
            host.Launch();
        }

        foreach (var host in workers.Append(Api)) await host.WaitUntilReadyAsync();
    }

    /// <summary>Reads rows from the database, on a connection of its own: those of a pool may be dead.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection($"{AskedPostgres.ConnectionString};Pooling=false;Timeout=5");
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    /// <summary>How many rows the account has; 0 when there is no table, or no database, yet.</summary>
    public async Task<long> StoredAsync(string account)
    {
        try
        {
            return (await QueryAsync<long>("select count(*) from events where account_id = @account", new { account }))[0];
        }
        catch (NpgsqlException)
        {
            return 0;
        }
    }

    /// <summary>Waits until the account has so many rows.</summary>
    public Task StoredSoonAsync(string account, long events) =>
        Soon.IsAsync(() => StoredAsync(account), stored => stored >= events, $"{events} events of {account} are stored", StoringLimit);

    /// <summary>
    /// Waits until no message waits in the ingest queue and no worker holds one. By the channels, not by the queue: that of RabbitMQ 3.10
    /// has been seen to miss acknowledgements that its channels had, and then counts those messages as held until the channel closes,
    /// when they come again and are known by their ids.
    /// </summary>
    public Task DrainedSoonAsync() => Soon.IsAsync(
        async () => (await AskedBroker.ControlAsync("eval", Undone)).Trim(), undone => undone == "{0,[]}", "no message is ready, and no channel holds one", StoringLimit);

    /// <summary>
    /// How many messages a queue holds, waiting or with a worker; 0 when there is no such queue. Asked of the queue itself:
    /// what list_queues says of a quorum queue may be five seconds old. Not by its total: after a crash RabbitMQ 3.10 has been seen to
    /// keep a total of 20 where no message was ready and none was with a consumer.
    /// </summary>
    public async Task<long> MessagesAsync(string queue)
    {
        var ask = $$"""
            case rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, <<"{{queue}}">>)) of
              {ok, Q} ->
                case amqqueue:get_type(Q) of
                  rabbit_quorum_queue -> Count = fun(S) -> rabbit_fifo:query_messages_ready(S) + rabbit_fifo:query_messages_checked_out(S) end,
                    {ok, N, _} = ra:consistent_query(amqqueue:get_pid(Q), Count), N;
                  _ -> {ok, N, _} = rabbit_amqqueue:stat(Q), N
                end;
              _ -> 0
            end.
            """;
        return long.Parse(await AskedBroker.ControlAsync("eval", ask), CultureInfo.InvariantCulture);
    }

    /// <summary>What RabbitMQ has logged since its log had so many bytes.</summary>
    public async Task<string> BrokerSaidAsync(long since)
    {
        await using var log = new FileStream(Broker.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = since;
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Who holds what in the queues, by channel and connection, for a test that failed; or why that is not known.</summary>
    public async Task<string> HoldersAsync()
    {
        try
        {
            return string.Concat(
                await AskedBroker.ControlAsync("eval", HeldByConsumer),
                await AskedBroker.ControlAsync("--timeout", "10", "list_queues", "name", "messages_ready", "messages_unacknowledged", "consumers"),
                await AskedBroker.ControlAsync("--timeout", "10", "list_consumers", "queue_name", "channel_pid", "ack_required", "prefetch_count", "active"),
                await AskedBroker.ControlAsync("--timeout", "10", "list_channels", "pid", "connection", "messages_unacknowledged", "acks_uncommitted", "prefetch_count"),
                await AskedBroker.ControlAsync("--timeout", "10", "list_connections", "pid", "name", "state", "connected_at", "client_properties"));
        }
        catch (InvalidOperationException away)
        {
            return away.Message;
        }
    }

    /// <summary>The ends of all logs, for a test that failed.</summary>
    public string LogTails()
    {
        var logs = new List<(string Name, string Path)> { ("postgres", Postgres.Log), ("rabbitmq", Broker.Log), ("redis", Redis.Log), ("api", Api.Log) };
        logs.AddRange(workers.Select((worker, index) => ($"worker-{index + 1}", worker.Log)));
        return string.Join('\n', logs.Select(log => $"--- {log.Name}\n{Tail(log.Path)}"));
    }

    public virtual async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var worker in workers) await worker.DisposeAsync();
        if (Api is not null) await Api.DisposeAsync();
        await Postgres.DisposeAsync();
        await Broker.DisposeAsync();
        await Redis.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual RabbitMqServer CreateBroker() => new();

    /// <summary>One of our programs, not yet started.</summary>
    protected virtual HostProcess CreateHost(string program, (string Name, string Value)[] settings) => new(program, settings);

    /// <summary>Before the API and the workers are started.</summary>
    protected virtual Task StartServersAsync() => Task.WhenAll(Postgres.StartAsync(), Broker.StartAsync(), Redis.StartAsync());

    static string Tail(string log) => File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(25)) : "(nothing)";
}
