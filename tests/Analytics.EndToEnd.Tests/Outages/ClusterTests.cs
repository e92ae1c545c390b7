using System.Diagnostics;
using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>One server of several may go at any moment: the others have what was acknowledged, and are found.</summary>
public sealed class ClusterTests(ClusteredSystem system) : SystemTest(system), IClassFixture<ClusteredSystem>
{
    const string Queue = "analytics-events";

    static readonly TimeSpan GoesOnLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan CatchUpLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_queues_leader_killed_twice_under_load_loses_nothing_and_POST_goes_on_within_ten_seconds()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(500);

        // The second leader can be killed only if the first is a full member again: two of three are a majority, one is none.
        for (var kill = 0; kill < 2; kill++)
        {
            var leader = await system.Cluster.LeaderAsync(Queue);
            await leader.KillAsync();
            var begun = Stopwatch.GetTimestamp();
            var account = Some.Account("after-kill");
            await Soon.IsAsync(
                () => Client.PostAsync(Some.Event(account)), answer => answer.Status == HttpStatusCode.Accepted, "a POST is accepted", GoesOnLimit);
            Say($"accepted {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s after the leader was killed");
            await load.AcceptsMoreAsync(500);

            begun = Stopwatch.GetTimestamp();
            await leader.StartAsync();
            await Soon.IsAsync(() => system.Cluster.CurrentMembersAsync(Queue), members => members == 3, "the killed node has caught up", CatchUpLimit);
            Say($"a full member again {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s after its start");
        }

        await load.StopAndFindAllStoredOnceAsync();
        Say($"{load.Accepted} accepted, {load.Refused.Count} posts refused");
    }

    [Fact]
    public async Task The_primary_that_comes_back_is_found_and_the_replica_that_is_promoted_and_nothing_acknowledged_is_lost()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(1_000);

        // Meanwhile the replica answers, and must not be taken for the primary.
        await System.Postgres.KillAsync();
        await Soon.IsAsync(() => system.Workers[0].HealthAsync(), health => health == HttpStatusCode.ServiceUnavailable, "a worker misses the primary", CatchUpLimit);
        await System.Postgres.StartAsync();
        await StoresMoreAsync(load.Account);

        await System.Postgres.KillAsync();
        var killed = Stopwatch.GetTimestamp();
        await load.AcceptsMoreAsync(500);
        await system.Replica.PromoteAsync();
        var promoted = Stopwatch.GetTimestamp();
        await StoresMoreAsync(load.Account);
        Say($"promoted after {Stopwatch.GetElapsedTime(killed, promoted).TotalSeconds:0.0} s; stored again {Stopwatch.GetElapsedTime(promoted).TotalSeconds:0.0} s later");
        await Soon.IsAsync(() => Client.GetAsync("/health/ready"), health => health.Status == HttpStatusCode.OK, "/health/ready is green", GoesOnLimit);
        Say($"and the API reads {Stopwatch.GetElapsedTime(promoted).TotalSeconds:0.0} s after it");
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }

    async Task StoresMoreAsync(string account)
    {
        var stored = await System.StoredAsync(account);
        await Soon.IsAsync(() => System.StoredAsync(account), count => count > stored, "workers store in the primary", CatchUpLimit);
    }

    static void Say(FormattableString seen) => TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(seen));
}
