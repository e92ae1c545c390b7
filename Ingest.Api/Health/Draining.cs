using Microsoft.Extensions.Options;

namespace Ingest.Api.Health;

/// <summary>
/// The time between "told to stop" and "takes no more connections". A load balancer learns of the first by asking
/// <c>/health/ready</c>, and until it has asked it sends requests: to a closed port, if nothing waited for it.
/// </summary>
sealed class Draining(IHostApplicationLifetime lifetime, IOptions<DrainingOptions> options, TimeProvider clock) : IHostedLifecycleService
{
    /// <summary>Told to stop.</summary>
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    public Task StoppingAsync(CancellationToken cancellationToken) =>
        options.Value.Time > TimeSpan.Zero ? Task.Delay(options.Value.Time, clock, cancellationToken) : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
