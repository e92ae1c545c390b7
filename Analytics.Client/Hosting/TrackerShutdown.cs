using Microsoft.Extensions.Hosting;

namespace Analytics.Client.Hosting;

/// <summary>
/// Sends what waits when the host stops: not in its turn among the services, but after all of them, so that what they track while they
/// stop goes too.
/// </summary>
sealed class TrackerShutdown(EventTracker tracker) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => tracker.StopAsync(cancellationToken);
}
