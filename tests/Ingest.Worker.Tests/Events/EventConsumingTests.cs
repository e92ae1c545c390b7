using System.Buffers;
using System.Text.Json;
using Analytics.Contracts;
using Analytics.Tests.Servers;
using Npgsql;

namespace Ingest.Worker.Tests.Events;

/// <summary>The consumers in the real worker, between a real broker and a real database.</summary>
public sealed class EventConsumingTests(PostgresServer postgres, RabbitMqServer rabbitMq)
{
    const string HoldAnEventOfEachFrame =
        """
        select add_events_partition('2026-02-01');
        begin;
        insert into events (account_id, event_id, user_id, type, occurred_at, occurred_on, received_at)
        select 'acc_0', 'frame_' || n || '_0', 'user_0', 'login', '2026-02-01T12:00:00Z', '2026-02-01', now()
        from generate_series(0, 119) as n
        """;

    [Fact]
    public async Task Frames_and_single_events_are_stored()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        await pipeline.StartWorkerAsync();
        await pipeline.PublishAsync(Enumerable.Range(0, 20).Select(i => Some.Frame(50, $"frame_{i}_")));
        await pipeline.PublishAsync(Enumerable.Range(0, 30).Select(i => Some.Event($"single_{i}")));
        await pipeline.PublishAsync(Some.Event("full") with { Path = "/ü", Metadata = JsonElement.Parse("""{"a":1.50}""") });

        var list = string.Join(',', Enumerable.Repeat("\"ü\"", 6_500)); // 32 kB, and some 100 as MassTransit writes it, indented
        await pipeline.PublishAsync(Some.Event("largest") with { Metadata = JsonElement.Parse($$"""{"a":[{{list}}]}""") });

        await pipeline.StoredExactlyAsync(1_032);
        Assert.Equal("/ü {\"a\": 1.50}", await pipeline.ScalarAsync<string>("select path || ' ' || metadata from events where event_id = 'full'"));
        Assert.Equal(0u, await pipeline.FailedAsync());
    }

    [Fact]
    public async Task A_damaged_frame_goes_to_the_error_queue_alone()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StoppedWorkerAsync();
        var timeless = new ArrayBufferWriter<byte>();
        timeless.Write([EventFrame.Version]);
        EventFrameWriter.Append(timeless, "acc"u8, "evt"u8, "u"u8, "t"u8, default, default, long.MaxValue, 0);
        await pipeline.PublishAsync(
            Some.Frame(10, "a"),
            Some.Frame(10, "cut") with { Frame = Some.Frame(10, "cut").Frame[..^3] },
            Some.Frame(10, "b"),
            Some.Frame(10, "miscounted") with { EventCount = 9 },
            new EventRecordedBatch { EventCount = 1, Frame = [EventFrame.Version + 1] },
            new EventRecordedBatch { EventCount = 1, Frame = timeless.WrittenSpan.ToArray() },
            Some.Frame(10, "c"));
        Assert.Equal(7u, await pipeline.WaitingAsync(IngestQueue.Name));

        await worker.StartAsync();
        await Eventually.EqualAsync(4u, pipeline.FailedAsync, "the four are in the error queue");
        await pipeline.StoredExactlyAsync(30);
        Assert.Equal(4u, await pipeline.FailedAsync());
    }

    [Fact]
    public async Task A_single_event_that_breaks_the_contract_goes_to_the_error_queue_alone()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StoppedWorkerAsync();
        await pipeline.PublishAsync(Enumerable.Range(0, 10).Select(i => Some.Event($"good_{i}")));
        await pipeline.PublishRawAsync<EventRecorded>("""{"eventId":"e","accountId":null,"userId":"u","type":"t","timestamp":"2026-02-01T12:00:00Z"}""");
        await pipeline.PublishRawAsync<EventRecorded>("""{"eventId":"e","userId":"u","type":"t","timestamp":"2026-02-01T12:00:00Z"}""");
        await pipeline.PublishAsync(Some.Event("when") with { Timestamp = DateTimeOffset.MaxValue }, Some.Event("then") with { Timestamp = DateTimeOffset.MinValue });
        await pipeline.PublishAsync(Some.Event(new string('i', 1_200)), Some.Event("whose") with { AccountId = "" }, Some.Event("what") with { Metadata = JsonElement.Parse("[1,2]") });

        await worker.StartAsync();
        await Eventually.EqualAsync(7u, pipeline.FailedAsync, "the seven are in the error queue");
        await pipeline.StoredExactlyAsync(10);
    }

    [Fact]
    public async Task A_single_event_that_PostgreSQL_refuses_is_set_aside_alone()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StoppedWorkerAsync();
        await pipeline.PublishAsync(Enumerable.Range(0, 10).Select(i => Some.Event($"good_{i}")));
        await pipeline.PublishAsync(
            Some.Event("nul in type") with { Type = "a\0b" },
            Some.Event("nul in metadata") with { Metadata = JsonElement.Parse("""{"a":"\u0000"}""") },
            Some.Event("endless number") with { Metadata = JsonElement.Parse("""{"a":1e999999}""") });
        await pipeline.PublishRawAsync<EventRecorded>( // no .NET publisher writes this
            """{"eventId":"half a pair","accountId":"a","userId":"u","type":"t","timestamp":"2026-02-01T12:00:00Z","metadata":{"a":"\ud800"}}""");
        await pipeline.PublishAsync(Enumerable.Range(10, 10).Select(i => Some.Event($"good_{i}")));

        await worker.StartAsync();
        await Eventually.EqualAsync(4, async () => (await SetAsideAsync(pipeline)).Count, "the four are set aside");
        await pipeline.StoredExactlyAsync(20);
        Assert.Equal(["endless number 22003", "half a pair 22P02", "nul in metadata 22P05", "nul in type 22021"], await SetAsideAsync(pipeline));
        Assert.Equal(0u, await pipeline.FailedAsync());
    }

    [Fact]
    public async Task An_event_in_a_frame_that_PostgreSQL_refuses_is_set_aside_and_its_frame_is_stored()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StoppedWorkerAsync();
        var frame = new ArrayBufferWriter<byte>();
        frame.Write([EventFrame.Version]);
        for (var i = 0; i < 20; i++) Some.Append(frame, $"good_{i}", metadata: """{"a":1}""");
        Some.Append(frame, "broken", metadata: """{"a":""");
        Some.Append(frame, "nul\0", account: "acc\0", path: "/\0");
        await pipeline.PublishAsync(Some.Frame(10, "a"), new EventRecordedBatch { EventCount = 22, Frame = frame.WrittenSpan.ToArray() }, Some.Frame(10, "b"));

        await worker.StartAsync();
        await pipeline.StoredExactlyAsync(40);
        Assert.Equal(["broken 22P02", "nul\uFFFD 22021"], await SetAsideAsync(pipeline));
        Assert.Equal("acc\uFFFD", await pipeline.ScalarAsync<string>("select account_id from set_aside_events where event_id like 'nul%'"));
        Assert.Equal(0u, await pipeline.FailedAsync());

        // And as they came, beside what is readable of them.
        Assert.Equal(Some.Utf8("nul\0"), await pipeline.ScalarAsync<byte[]>("select event_id_bytes from set_aside_events where event_id like 'nul%'"));
        Assert.Equal(Some.Utf8("acc\0"), await pipeline.ScalarAsync<byte[]>("select account_id_bytes from set_aside_events where event_id like 'nul%'"));
        Assert.Equal(Some.Utf8("/\0"), await pipeline.ScalarAsync<byte[]>("select path_bytes from set_aside_events where event_id like 'nul%'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_published_while_PostgreSQL_is_away_is_stored_when_it_is_back(bool killed)
    {
        await using var mortal = await PostgresServer.StartedAsync();
        await using var pipeline = await Pipeline.StartedAsync(mortal, rabbitMq);
        // Once so that the worker holds its messages all the while, once so that it soon gives them back and leaves the queue.
        var worker = await pipeline.StartWorkerAsync(("Ingest__ProbePauseLimit", "00:00:00.500"), ("Ingest__HoldTimeLimit", killed ? "00:01:30" : "00:00:00.200"));
        await pipeline.PublishAsync(Enumerable.Range(0, 40).Select(i => Some.Frame(50, $"before_{i}_")));
        await (killed ? mortal.KillAsync() : mortal.StopAsync());
        await pipeline.PublishAsync(Enumerable.Range(0, 20).Select(i => Some.Frame(50, $"during_{i}_")));
        await pipeline.PublishAsync(Enumerable.Range(0, 20).Select(i => Some.Event($"single_{i}")));
        await Eventually.TrueAsync(async () => await worker.HealthAsync() == System.Net.HttpStatusCode.ServiceUnavailable, "the worker says it is not ready");
        Assert.True(worker.IsRunning);

        await mortal.StartAsync();
        await worker.WaitUntilReadyAsync();
        await pipeline.StoredExactlyAsync(3_020);
        Assert.Equal(0u, await pipeline.FailedAsync());
        Assert.Equal(0L, await pipeline.ScalarAsync<long>("select count(*) from set_aside_events"));
    }

    [Fact]
    public async Task A_worker_killed_with_messages_in_flight_loses_nothing_and_counts_nothing_twice()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StoppedWorkerAsync(("Ingest__BatchMessageLimit", "8"), ("Ingest__BatchTimeLimit", "00:00:00.020"));
        await pipeline.PublishAsync(Enumerable.Range(0, 120).Select(i => Some.Frame(100, $"frame_{i}_")));

        // In the middle of a transaction: somebody else is about to store one event of each frame, and the worker waits for how that ends.
        await using (var holder = await pipeline.Postgres.OpenConnectionAsync())
        {
            await using var hold = new NpgsqlCommand(HoldAnEventOfEachFrame, holder);
            await hold.ExecuteNonQueryAsync();
            await worker.StartAsync();
            await Eventually.TrueAsync(
                () => pipeline.ScalarAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() and application_name = 'analytics-worker' and wait_event_type = 'Lock')"),
                "the worker is in the middle of a transaction");
            await worker.KillAsync();
        }

        Assert.Equal(0, await pipeline.StoredAsync());
        // And wherever it happens to be.
        for (var kill = 0; kill < 2; kill++)
        {
            var before = await pipeline.StoredAsync();
            await worker.StartAsync();
            await Eventually.UntilAsync(pipeline.StoredAsync, stored => stored > before || stored == 12_000, "it stores something");
            await worker.KillAsync();
        }

        await worker.StartAsync();
        await pipeline.StoredExactlyAsync(12_000);
        Assert.Equal(0u, await pipeline.FailedAsync());
    }

    [Fact]
    public async Task Four_workers_on_one_queue_count_events_that_come_twice_once()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => pipeline.StartWorkerAsync()));
        var frames = Enumerable.Range(0, 100).Select(i => Some.Frame(100, $"frame_{i}_")).ToList();
        var overlapping = Enumerable.Range(0, 10).Select(i => Some.Frame(150, $"frame_{i}_")); // 100 of them known
        await pipeline.PublishAsync(frames.Concat(frames).Concat(overlapping));
        await pipeline.PublishAsync(Enumerable.Range(0, 50).Concat(Enumerable.Range(0, 50)).Select(i => Some.Event($"single_{i}")));

        await pipeline.StoredExactlyAsync(10_550);
        Assert.Equal(0u, await pipeline.FailedAsync());
    }

    static async Task<List<string>> SetAsideAsync(Pipeline pipeline)
    {
        await using var command = pipeline.Postgres.CreateCommand("select event_id || ' ' || sqlstate from set_aside_events order by 1");
        await using var answer = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await answer.ReadAsync()) rows.Add(answer.GetString(0));
        return rows;
    }
}
