using System.Net;
using Analytics.EndToEnd.Tests.Systems;
using Npgsql;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>Where PostgreSQL has no disk left, events wait in the queue; that they could not be stored is no fault of theirs.</summary>
public sealed class FullDiskTests(SmallDisksSystem system) : SystemTest(system), IClassFixture<SmallDisksSystem>
{
    static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(60);

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(system.Disks is not null, "This process may not mount a small disk; that takes root.");
        await system.HealAsync();
    }

    [Fact]
    public async Task No_disk_left_for_data_makes_batches_wait_and_all_is_stored_when_there_is_again()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(500);
        system.Disks!.Value.Data.Fill();
        foreach (var worker in System.Workers)
            await Soon.IsAsync(worker.HealthAsync, health => health == HttpStatusCode.ServiceUnavailable, "the worker is not ready", NoticeLimit);
        await load.AcceptsMoreAsync(5_000);
        Assert.Contains("No space left on device", await File.ReadAllTextAsync(System.Postgres.Log), StringComparison.Ordinal);

        system.Disks.Value.Data.Free();
        load.Heals();
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
        Assert.Equal(0, (await System.QueryAsync<long>("select count(*) from set_aside_events"))[0]);
    }

    [Fact]
    public async Task No_disk_left_for_the_log_ends_PostgreSQL_and_all_is_stored_when_it_is_started_with_space()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(500);
        system.Disks!.Value.Log.Fill();
        await Soon.IsAsync(UseLogAsync, isUp => !isUp, "PostgreSQL ends", NoticeLimit);
        await Reads.AreAwayAsync(Client);
        await load.AcceptsMoreAsync(5_000);

        // Who runs it has made room, and starts it.
        await system.HealAsync();
        load.Heals();
        await Reads.AreBackAsync(Client);
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
        Assert.Equal(0, (await System.QueryAsync<long>("select count(*) from set_aside_events"))[0]);
    }

    /// <summary>Goes on to the log's next segment, as much load would; false when that ended the server.</summary>
    async Task<bool> UseLogAsync()
    {
        try
        {
            await System.QueryAsync<string>("select pg_switch_wal()::text");
        }
        catch (NpgsqlException)
        {
            // it ends, or starts again in vain
        }

        return System.Postgres.IsRunning;
    }
}
