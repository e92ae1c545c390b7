using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analytics.Client.Tests.Hosting;

public sealed class TrackingRegistrationTests
{
    [Fact]
    public async Task A_host_does_not_start_with_options_out_of_range_and_says_all_that_is_wrong()
    {
        using var host = Host(options => options.BatchEventLimit = 0);

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("Endpoint must", fault.Message, StringComparison.Ordinal);
        Assert.Contains("BatchEventLimit must", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_one_tracker_for_all_who_ask()
    {
        await using var api = await PlayedApi.StartAsync();
        using var host = Host(options => options.Endpoint = api.Address);

        Assert.Same(host.Services.GetRequiredService<IEventTracker>(), host.Services.GetRequiredService<EventTracker>());
    }

    [Fact]
    public async Task A_host_that_stops_sends_what_waits_and_what_its_services_track_while_they_stop()
    {
        await using var api = await PlayedApi.StartAsync();
        using var host = Host(
            options => (options.Endpoint, options.BatchTimeLimit) = (api.Address, Some.Never),
            before => before.AddHostedService<TracksWhenItStops>());
        await host.StartAsync();
        host.Services.GetRequiredService<IEventTracker>().TrackMany(3);

        await host.StopAsync();

        Assert.Equal(["user-0", "user-1", "user-2", "stopping"], api.Batches.SelectMany(batch => batch.Users));
    }

    [Fact]
    public async Task A_host_that_has_no_more_time_is_not_held_up()
    {
        await using var api = await PlayedApi.StartAsync((_, context) => PlayedApi.RefuseAsync(context, 503, retryAfter: "600"));
        using var host = Host(options => (options.Endpoint, options.DrainTimeLimit) = (api.Address, TimeSpan.FromMinutes(10)));
        await host.StartAsync();
        var tracker = host.Services.GetRequiredService<IEventTracker>();
        tracker.TrackMany(3);
        using var noMoreTime = new CancellationTokenSource();
        await noMoreTime.CancelAsync();

        await Record.ExceptionAsync(() => host.StopAsync(noMoreTime.Token)).AsTask().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(new EventCounts(3, 0, 0, 3, 0), tracker.Counts with { Retried = 0 });
    }

    [Fact]
    public async Task Services_without_a_host_send_what_waits_when_they_are_disposed()
    {
        await using var api = await PlayedApi.StartAsync();
        var services = new ServiceCollection();
        services.AddEventTracking(options => (options.Endpoint, options.BatchTimeLimit) = (api.Address, Some.Never));
        using (var provider = services.BuildServiceProvider()) provider.GetRequiredService<IEventTracker>().TrackMany(3);

        Assert.Equal(3, api.Ids.Count());
    }

    static IHost Host(Action<EventTrackerOptions> configure, Action<IServiceCollection>? before = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        before?.Invoke(builder.Services);
        builder.Services.AddEventTracking(configure);
        return builder.Build();
    }

    /// <summary>Added before the tracker, and so stopped after it, were the tracker a service like any other.</summary>
    sealed class TracksWhenItStops(IEventTracker tracker) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            tracker.Track("acc", "stopping", Some.Name);
            return Task.CompletedTask;
        }
    }
}
