using System.Text;
using Analytics.Contracts;
using Analytics.Data.Schema;
using Analytics.Tests.Oracle;
using Analytics.Tests.Servers;
using MassTransit;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Ingest.Worker.Tests;

/// <summary>A queue and a database of a test's own, a bus to publish with, and real workers between them.</summary>
public sealed class Pipeline : IAsyncDisposable
{
    const string ErrorQueue = $"{IngestQueue.Name}_error";

    static int pipelines;

    readonly string brokerAddress;
    readonly List<HostProcess> workers = [];
    readonly IBusControl bus;

    Pipeline(string database, string broker)
    {
        (Database, brokerAddress) = (database, broker);
        Postgres = NpgsqlDataSource.Create(database);
        bus = Bus.Factory.CreateUsingRabbitMq(to => to.Host(new Uri(broker)));
    }

    public string Database { get; }

    public NpgsqlDataSource Postgres { get; }

    public static async Task<Pipeline> StartedAsync(PostgresServer postgres, RabbitMqServer rabbitMq)
    {
        var broker = await rabbitMq.CreateVirtualHostAsync($"pipeline-{Interlocked.Increment(ref pipelines)}");
        var pipeline = new Pipeline(await postgres.CreateDatabaseAsync(), broker);
        await new SchemaMigrator(pipeline.Postgres).MigrateAsync(default);
        await pipeline.bus.StartAsync();
        return pipeline;
    }

    /// <summary>A worker that is ready; it ends with the pipeline.</summary>
    public async Task<HostProcess> StartWorkerAsync(params (string Name, string Value)[] settings)
    {
        var worker = new HostProcess(
            "Ingest.Worker",
            [("ConnectionStrings__Postgres", Database), ("ConnectionStrings__RabbitMq", brokerAddress), ("Rollups__FoldTimeLimit", "00:00:00.500"), .. settings]);
        lock (workers) workers.Add(worker);
        await worker.StartAsync();
        return worker;
    }

    /// <summary>
    /// A worker that is stopped, its queue declared: what is published now waits, and the worker takes it as one batch when it
    /// starts.
    /// </summary>
    public async Task<HostProcess> StoppedWorkerAsync(params (string Name, string Value)[] settings)
    {
        var worker = await StartWorkerAsync([("Ingest__BatchTimeLimit", "00:00:01"), .. settings]);
        await worker.StopAsync();
        return worker;
    }

    public Task PublishAsync(params IEnumerable<EventRecordedBatch> frames) => Task.WhenAll(frames.Select(frame => bus.Publish(frame)));

    public Task PublishAsync(params IEnumerable<EventRecorded> events) => Task.WhenAll(events.Select(one => bus.Publish(one)));

    /// <summary>Publishes a message as anyone could write it, with the contract's name on it.</summary>
    public Task PublishRawAsync<T>(string message) => PublishEnvelopeAsync<T>(
        $$"""{"messageId":"{{Guid.NewGuid()}}","messageType":["urn:message:{{typeof(T).Namespace}}:{{typeof(T).Name}}"],"message":{{message}}}""");

    /// <summary>Publishes an envelope as anyone could write it to where the contract's messages go.</summary>
    public Task PublishEnvelopeAsync<T>(string envelope) => WithChannelAsync(async channel =>
    {
        await channel.BasicPublishAsync(
            $"{typeof(T).Namespace}:{typeof(T).Name}",
            "",
            true,
            new BasicProperties { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent },
            Encoding.UTF8.GetBytes(envelope));
        return 0;
    });

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await Postgres.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<long> StoredAsync() => ScalarAsync<long>("select count(*) from events");

    /// <summary>Waits until that many events are stored and the rollups count them, the queue is empty, and no worker holds a message.</summary>
    public async Task StoredExactlyAsync(long events)
    {
        await Eventually.EqualAsync(events, StoredOrAwayAsync, $"{events} events are stored");
        await DrainedAsync();
        Assert.Equal(events, await StoredAsync());
        await RollupOracle.AssertAgreesAsync(Postgres);
    }

    /// <summary>
    /// Until every message is done with, and the workers are stopped. The broker tells only of messages that no worker holds: so
    /// the workers are stopped when there are none, and what one gave back, as it may when it stops, the next takes.
    /// </summary>
    public async Task DrainedAsync()
    {
        for (var stops = 0; stops < 5; stops++)
        {
            await Eventually.EqualAsync(0u, () => WaitingAsync(IngestQueue.Name), "the queue is empty");
            await Task.WhenAll(workers.Select(worker => worker.StopAsync()));
            if (await WaitingAsync(IngestQueue.Name) == 0) return;
            await workers[0].StartAsync();
        }

        Assert.Fail("Messages come back to the queue again and again.");
    }

    /// <summary>How many messages are in the error queue.</summary>
    public Task<uint> FailedAsync() => WaitingAsync(ErrorQueue);

    /// <summary>How many messages are in a queue and with no consumer; 0 when there is no such queue.</summary>
    public Task<uint> WaitingAsync(string queue) => WithChannelAsync(async channel =>
    {
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return 0u;
        }
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers) await worker.DisposeAsync();
        await bus.StopAsync();
        await Postgres.DisposeAsync();
    }

    async Task<long> StoredOrAwayAsync()
    {
        try
        {
            return await StoredAsync();
        }
        catch (NpgsqlException) // PostgreSQL is on its way
        {
            return -1;
        }
    }

    public async Task<T> WithChannelAsync<T>(Func<IChannel, Task<T>> use)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(brokerAddress) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await use(channel);
    }
}
