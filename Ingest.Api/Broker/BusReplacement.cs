using Analytics.Contracts;
using Ingest.Api.Telemetry;
using MassTransit;

namespace Ingest.Api.Broker;

/// <summary>
/// Gives the publisher another bus when its own does not come back (<see cref="BusPatience"/>). The old one is left to itself: it
/// publishes nothing more, and a bus that cannot connect may not be able to stop either.
/// </summary>
sealed class BusReplacement(BrokerAddress broker, BrokerPublisher publisher, BrokerMonitor monitor, TimeProvider clock, ILogger<BusReplacement> log) : BackgroundService
{
    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan StartTimeLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan StopTimeLimit = TimeSpan.FromSeconds(5);

    IBusControl? replacement;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var patience = new BusPatience();
        using var timer = new PeriodicTimer(LookInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (patience.IsOver(monitor.Trouble is null, publisher.FailuresInARow)) await ReplaceAsync(stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (replacement is not null) await StopAsync(replacement);
    }

    async Task ReplaceAsync(CancellationToken stopping)
    {
        ApiLog.BusReplaced(log);
        var next = Bus.Factory.CreateUsingRabbitMq(bus => BrokerRegistration.Configure(bus, broker));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(StartTimeLimit);
        try
        {
            await next.StartAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            ApiLog.BusNotReplaced(log, failure.Message);
            await StopAsync(next); // else it goes on trying, beside the next one
            return;
        }

        var last = replacement;
        replacement = next;
        publisher.Use(next);
        if (last is not null) await StopAsync(last);
    }

    async Task StopAsync(IBusControl bus)
    {
        try
        {
            await bus.StopAsync(StopTimeLimit).WaitAsync(StopTimeLimit, clock);
        }
        catch (Exception stuck)
        {
            ApiLog.BusNotStopped(log, stuck.Message);
        }
    }
}
