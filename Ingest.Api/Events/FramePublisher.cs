using Analytics.Contracts;
using Ingest.Api.Telemetry;
using MassTransit;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Ingest.Api.Events;

/// <summary>
/// Publishes frames and awaits the broker's confirm. MassTransit tries for ever while the broker is away, so each publish
/// carries its own timeout; and a broker that does not answer is left alone for a while, so that requests fail at once and not
/// after it. Mandatory: a frame that no queue would take comes back, where RabbitMQ otherwise confirms and drops it.
/// </summary>
sealed class FramePublisher
{
    readonly IPublishEndpoint bus;
    readonly ILogger<FramePublisher> log;
    readonly CircuitBreakerStateProvider breaker = new();
    readonly ResiliencePipeline pipeline;

    public FramePublisher(IBus bus, IOptions<GroupCommitOptions> options, ILogger<FramePublisher> log)
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
                StateProvider = breaker,
                ShouldHandle = new PredicateBuilder().Handle<Exception>(),
            })
            .AddTimeout(options.Value.PublishTimeout)
            .Build();
    }

    /// <summary>Whether the broker answered when last asked.</summary>
    public bool IsBrokerUp => breaker.CircuitState == CircuitState.Closed;

    /// <summary>Publishes one frame. Never throws: whatever happened, the requests in it must hear of it.</summary>
    public async Task<CommitResult> PublishAsync(EventRecordedBatch frame)
    {
        try
        {
            await pipeline.ExecuteAsync(
                static async (state, cancellation) => await state.bus.Publish(state.frame, RequireQueue, cancellation),
                (bus, frame));
            return CommitResult.Confirmed;
        }
        catch (BrokenCircuitException)
        {
            return CommitResult.BrokerAway;
        }
        catch (Exception failure)
        {
            ApiLog.PublishFailed(log, failure is TimeoutRejectedException ? "no confirm in time" : failure.Message);
            return CommitResult.Unconfirmed;
        }
    }

    static void RequireQueue(PublishContext<EventRecordedBatch> context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var send)) send.Mandatory = true;
    }
}
