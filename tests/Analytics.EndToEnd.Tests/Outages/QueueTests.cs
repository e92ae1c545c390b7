using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>A queue that is full or gone takes no event, and what it does not take gets no 202.</summary>
public sealed class QueueTests(BreakableSystem system) : BreakingTest(system)
{
    static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_full_queue_is_503_in_time_and_202_again_when_it_is_drained()
    {
        await Task.WhenAll(System.Workers.Select(worker => worker.StopAsync()));
        await System.Broker.ControlAsync("set_policy", "full", "^analytics-events$", """{"max-length":20,"overflow":"reject-publish"}""", "--apply-to", "queues");
        await using var load = new SteadyLoad(System);
        try
        {
            await Soon.IsAsync(() => Task.FromResult(load.Refused.Count), refused => refused > 0, "the load is refused", NoticeLimit);
            var account = Some.Account("full");
            for (var post = 0; post < 5; post++)
            {
                var answer = (await Client.PostAsync(Some.Event(account, $"during-{post}"))).Must(HttpStatusCode.ServiceUnavailable);
                Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
            }

            // The limit stays: there is room again as soon as somebody takes messages out.
            await Task.WhenAll(System.Workers.Select(worker => worker.StartAsync()));
            load.Heals();
            await load.AcceptsMoreAsync(500);
        }
        finally
        {
            await System.Broker.ControlAsync("clear_policy", "full");
        }

        await load.StopAndFindAllStoredOnceAsync();
    }

    /// <summary>RabbitMQ 3.10 then delivers what its channels never pass on, and nobody is told; the workers see it by the ledger.</summary>
    [Fact]
    public async Task A_queue_that_was_deleted_and_made_again_at_once_is_taken_from_again()
    {
        const string Again = """
            N = rabbit_misc:r(<<"/">>, queue, <<"analytics-events">>),
            {ok, Q} = rabbit_amqqueue:lookup(N),
            {ok, _} = rabbit_amqqueue:delete(Q, false, false, <<"test">>),
            rabbit_amqqueue:declare(N, true, false, amqqueue:get_arguments(Q), none, <<"test">>).
            """;
        var account = Some.Account("again");
        await Client.AcceptedAsync(Some.Event(account, "before"));
        await System.StoredSoonAsync(account, 1);
        await System.Broker.ControlAsync("eval", Again);

        await using var load = new SteadyLoad(System);
        load.Heals();
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_queue_that_was_deleted_is_made_again_and_nothing_accepted_after_is_lost(bool workersRun)
    {
        if (!workersRun) await Task.WhenAll(System.Workers.Select(worker => worker.StopAsync()));
        var account = Some.Account("deleted");
        await Client.AcceptedAsync(Some.Event(account, "before"));
        if (workersRun) await System.StoredSoonAsync(account, 1);
        await System.Broker.ControlAsync("delete_queue", "analytics-events");

        await using var load = new SteadyLoad(System);
        load.Heals();
        await load.AcceptsMoreAsync(500);
        if (!workersRun) await Task.WhenAll(System.Workers.Select(worker => worker.StartAsync()));
        await load.StopAndFindAllStoredOnceAsync();
    }

    /// <summary>A deleted queue makes each worker build its host anew, within its process.</summary>
    [Fact]
    public async Task A_worker_that_begins_anew_closes_the_connections_to_the_database_that_it_had()
    {
        var account = Some.Account("anew");
        await Client.AcceptedAsync(Some.Event(account, "before"));
        await System.StoredSoonAsync(account, 1);
        var before = (await System.QueryAsync<int>("select pid from pg_stat_activity where application_name = 'analytics-worker'")).ToArray();
        Assert.NotEmpty(before);

        await System.Broker.ControlAsync("delete_queue", "analytics-events");

        await Soon.IsAsync(() => System.QueryAsync<int>("select pid from pg_stat_activity where pid = any(@before)", new { before }), left => left.Count == 0, "the old connections are closed", TimeSpan.FromSeconds(60));
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(100);
        await load.StopAndFindAllStoredOnceAsync();
    }
}
