using System.Net;
using Analytics.EndToEnd.Tests.Systems;
using Dapper;
using Npgsql;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>
/// A message that ends every worker that takes it must not end them for ever, and must not vanish: RabbitMQ 4 drops what came
/// back too often, unless the queue says where it goes.
/// </summary>
public sealed class CrashLoopTests(BreakableSystem system) : BreakingTest(system)
{
    const int Deliveries = 3;

    [Fact]
    public async Task A_message_whose_workers_die_again_and_again_is_shown_as_an_error_and_is_stored_when_it_is_replayed()
    {
        var worker = System.Workers[0];
        var account = Some.Account("crash");
        await Client.AcceptedAsync(Some.Event(account, "before")); // so that there is a partition for that month
        await System.StoredSoonAsync(account, 1);
        await Task.WhenAll(System.Workers.Select(each => each.StopAsync()));
        await System.Broker.ControlAsync("set_policy", "--apply-to", "queues", "few", "^analytics-events$", $$"""{"delivery-limit":{{Deliveries}}}""");
        try
        {
            await Client.AcceptedAsync(Some.Events(account, 10));

            // Somebody else is about to store the first of them: a worker waits for how that ends, and dies.
            await using (var holder = new NpgsqlConnection($"{System.Postgres.ConnectionString};Pooling=false"))
            {
                await holder.OpenAsync();
                await holder.ExecuteAsync(
                    """
                    begin;
                    insert into events (account_id, event_id, user_id, type, occurred_at, occurred_on, received_at)
                    values (@account, 'e-0', 'user-0', 'page_view', '2026-02-01T10:30:00Z', '2026-02-01', now())
                    """,
                    new { account });

                // The database does not notice that a worker is gone while it waits for a lock: what each had begun stays.
                for (var delivery = 0; delivery <= Deliveries; delivery++)
                {
                    worker.Launch();
                    await Soon.IsAsync(BegunAsync, begun => begun > delivery, "the worker is in the middle of the message", TimeSpan.FromSeconds(60));
                    await worker.KillAsync();
                }
            }

            var errors = await Soon.IsAsync(
                () => Client.GetAsync("/pipeline/errors"), answer => (int)answer.Must(HttpStatusCode.OK).Json["depth"]! == 1, "it is shown", TimeSpan.FromSeconds(20));
            Assert.Equal("delivery_limit", (string?)errors.Json["messages"]![0]!["reason"]);
            Assert.Equal(0, await System.MessagesAsync("analytics-events"));
            Assert.Equal(1, await System.StoredAsync(account));

            await worker.StartAsync();
            var replay = (await Client.PostAsync("/pipeline/errors/replay", "")).Must(HttpStatusCode.OK);
            Assert.Equal(1, (int)replay.Json["replayed"]!);
            await System.StoredSoonAsync(account, 11);
            Assert.Equal((11, 11, 0, 0), await Client.ClosedLedgerAsync(account));
        }
        finally
        {
            await System.Broker.ControlAsync("clear_policy", "few");
        }
    }

    /// <summary>How many workers, be they gone or not, have taken a message and cannot go on.</summary>
    async Task<long> BegunAsync() => (await System.QueryAsync<long>(
        """
        select count(*)
        from pg_stat_activity
        where application_name = 'analytics-worker' and wait_event_type = 'Lock' and (query like 'copy %' or query like '%into stored_messages%')
        """))[0];
}
