using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Servers;

public sealed class ServersTests
{
    [Fact]
    public async Task Redis_is_killed_frozen_and_started_again()
    {
        await using var redis = await RedisServer.StartedAsync();
        Assert.Equal("+PONG", await redis.AskAsync("PING"));
        redis.Freeze();
        var frozen = redis.AskAsync("PING");
        Assert.False(frozen.IsCompleted);
        redis.Thaw();
        Assert.Equal("+PONG", await frozen);
        await redis.KillAsync();
        Assert.False(redis.IsRunning);
        await redis.StartAsync();
        Assert.Equal("+PONG", await redis.AskAsync("PING"));
        await redis.StopAsync();
        Assert.False(redis.IsRunning);
    }

    [Fact]
    public async Task PostgreSQL_keeps_what_it_committed_through_a_kill_and_a_stop()
    {
        await using var postgres = await PostgresServer.StartedAsync();
        await postgres.ExecuteAsync("create table kept as select 1 as one");
        await postgres.KillAsync();
        await postgres.StartAsync();
        await postgres.ExecuteAsync("insert into kept select one / (count(*) = 1)::int from kept group by one");
        await postgres.StopAsync();
        await postgres.StartAsync();
        await postgres.ExecuteAsync("select 1 / (count(*) = 2)::int from kept");
        postgres.Freeze();
        var asked = postgres.ExecuteAsync("select 1");
        postgres.Thaw();
        await asked;
    }
}
