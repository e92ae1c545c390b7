using System.Diagnostics;
using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Live;

/// <summary>A stream stays open whatever is broken, says what it cannot show, and goes on by itself.</summary>
public sealed class StreamOutageTests(BreakableSystem system, ITestOutputHelper output) : BreakingTest(system)
{
    static readonly TimeSpan Promise = TimeSpan.FromSeconds(6);

    [Fact]
    public Task Without_Redis_changes_are_found_by_asking() => RedisOutageAsync(System.Redis.KillAsync);

    [Fact]
    public Task With_a_frozen_Redis_changes_are_found_by_asking() => RedisOutageAsync(() =>
    {
        System.Redis.Freeze();
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Without_PostgreSQL_a_stream_is_stale_and_goes_on_when_it_is_back()
    {
        var account = Some.Account("stale");
        await using var stream = await OpenAsync(account);
        await ShowsAsync(stream, account, 1);
        await System.Postgres.KillAsync();
        await stream.MessageAsync("stale");
        await Client.AcceptedAsync(Some.Event(account, "e-2", at: null));
        Assert.False(stream.Ended.IsCompleted);
        var back = Stopwatch.GetTimestamp();
        await System.HealAsync();
        var summary = await stream.MessageAsync("summary", data => (int)data["events"]! == 2);
        output.WriteLine($"fresh {Stopwatch.GetElapsedTime(back, summary.At).TotalSeconds:0.0} s after PostgreSQL was started");
    }

    [Fact]
    public async Task An_API_that_is_told_to_stop_ends_its_streams_and_does_not_wait_for_them()
    {
        await using var api = await System.AddApiAsync();
        await using var stream = await ReadStream.OpenedAsync(new Uri(api.Address, $"/api/v1/analytics/stream?account_id={Some.Account("stop")}"));
        await stream.MessageAsync("summary");
        var told = Stopwatch.GetTimestamp();
        Assert.Equal(0, await api.StopAsync());
        output.WriteLine($"stopped after {Stopwatch.GetElapsedTime(told).TotalSeconds:0.0} s");
        Assert.InRange(Stopwatch.GetElapsedTime(told), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await stream.Ended.WaitAsync(TimeSpan.FromSeconds(5));
    }

    async Task RedisOutageAsync(Func<Task> begin)
    {
        var account = Some.Account("polled");
        await using var stream = await OpenAsync(account);
        await ShowsAsync(stream, account, 1);
        await begin();
        for (var stored = 2; stored <= 4; stored++) await ShowsAsync(stream, account, stored);
        await System.HealAsync();
        await Soon.IsAsync(() => Client.GetAsync("/health/ready"), health => !health.Body.Contains("degraded", StringComparison.Ordinal), "Redis is used again", TimeSpan.FromSeconds(30));
        await ShowsAsync(stream, account, 5);
        (await Client.GetAsync($"/accounts/{account}/summary")).Must(HttpStatusCode.OK);
    }

    async Task ShowsAsync(ReadStream stream, string account, int stored)
    {
        await stream.MessageAsync("summary");
        var sent = Stopwatch.GetTimestamp();
        await Client.AcceptedAsync(Some.Event(account, $"e-{stored}", at: null));
        var summary = await stream.MessageAsync("summary", data => (int)data["events"]! == stored);
        output.WriteLine($"event {stored} shows after {Stopwatch.GetElapsedTime(sent, summary.At).TotalSeconds:0.00} s");
        Assert.InRange(Stopwatch.GetElapsedTime(sent, summary.At), TimeSpan.Zero, Promise);
    }

    Task<ReadStream> OpenAsync(string account) => ReadStream.OpenedAsync(new Uri(Client.Address, $"/api/v1/analytics/stream?account_id={account}"));
}
