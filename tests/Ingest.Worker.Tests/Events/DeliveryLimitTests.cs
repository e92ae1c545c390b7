using Analytics.Contracts;
using Analytics.Tests.Servers;

namespace Ingest.Worker.Tests.Events;

/// <summary>What the queue is declared with: a message that comes back again and again ends where it is seen.</summary>
public sealed class DeliveryLimitTests(PostgresServer postgres, RabbitMqServer rabbitMq)
{
    [Fact]
    public async Task A_message_that_comes_back_too_often_is_in_the_error_queue_and_stays_there_however_often_it_is_looked_at()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        await pipeline.StoppedWorkerAsync();
        await pipeline.PublishAsync(Some.Frame(10));

        await GiveBackAsync(pipeline, IngestQueue.Name, IngestQueue.DeliveryLimit + 1);
        await Eventually.EqualAsync(1u, pipeline.FailedAsync, "it is in the error queue");
        Assert.Equal(0u, await pipeline.WaitingAsync(IngestQueue.Name));

        await GiveBackAsync(pipeline, IngestQueue.ErrorName, IngestQueue.DeliveryLimit + 1);
        await Eventually.EqualAsync(1u, pipeline.FailedAsync, "it is still there");
    }

    static Task<int> GiveBackAsync(Pipeline pipeline, string queue, int times) => pipeline.WithChannelAsync(async channel =>
    {
        for (var time = 0; time < times; time++)
        {
            var taken = await Eventually.UntilAsync(() => channel.BasicGetAsync(queue, autoAck: false), message => message is not null, $"a message is ready in {queue}");
            await channel.BasicNackAsync(taken!.DeliveryTag, multiple: false, requeue: true);
        }

        return times;
    });
}
