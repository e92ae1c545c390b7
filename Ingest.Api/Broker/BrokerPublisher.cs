using System.Diagnostics;
using Analytics.Contracts;
using Ingest.Api.Events;
using Ingest.Api.Telemetry;
using MassTransit;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Ingest.Api.Broker;

/// <summary>
/// Publishes messages and awaits the broker's confirm. MassTransit tries for ever while the broker is away, so each publish
/// carries its own timeout; and a broker that does not answer is left alone for a while, so that requests fail at once and not
/// after it. Mandatory: a message that no queue would take comes back, where RabbitMQ otherwise confirms and drops it.
/// </summary>
sealed class BrokerPublisher
{
    readonly ILogger<BrokerPublisher> log;
    readonly ResiliencePipeline pipeline;
    volatile IPublishEndpoint bus;
    int failuresInARow;

    public BrokerPublisher(IBus bus, IOptions<GroupCommitOptions> options, ILogger<BrokerPublisher> log)
    {
        this.bus = bus;
        this.log = log;
        pipeline = new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromSeconds(5),
                BreakDuration = options.Value.BreakDuration,
                ShouldHandle = new PredicateBuilder().Handle<Exception>(),
            })
            .AddTimeout(options.Value.PublishTimeout)
            .Build();
    }

    /// <summary>How many publishes were tried and not confirmed since the last that was.</summary>
    public int FailuresInARow => Volatile.Read(ref failuresInARow);

    /// <summary>Publishes on another bus from now on.</summary>
    public void Use(IPublishEndpoint other) => bus = other;

    /// <summary>Publishes one message. Never throws: whatever happened, those who wait for it must hear of it.</summary>
    public async Task<CommitResult> PublishAsync<T>(T message)
        where T : class
    {
        try
        {
            await pipeline.ExecuteAsync(
                static async (state, cancellation) => await state.bus.Publish(state.message, Address, cancellation),
                (bus, message));
            Volatile.Write(ref failuresInARow, 0);
            return CommitResult.Confirmed;
        }
        catch (BrokenCircuitException)
        {
            return CommitResult.BrokerAway;
        }
        catch (Exception failure)
        {
            Interlocked.Increment(ref failuresInARow);
            ApiLog.PublishFailed(log, failure is TimeoutRejectedException ? "no confirm in time" : failure.Message);
            return CommitResult.Unconfirmed;
        }
    }

    static void Address<T>(PublishContext<T> context)
        where T : class
    {
        if (Activity.Current is { Recorded: true, Id: { } trace }) context.Headers.Set(IngestQueue.TraceHeader, trace);
        if (context.TryGetPayload<RabbitMqSendContext>(out var send)) send.Mandatory = true;
    }
}
