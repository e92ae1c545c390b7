using System.Text;
using Analytics.Contracts;
using Ingest.Api.Broker;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Ingest.Api.ErrorQueue;

/// <summary>
/// Looks into the error queue and puts its messages back. A message is taken off only after the broker has confirmed it in the
/// ingest queue: broken off anywhere, it is in one of the two or in both, and the worker knows a message it has stored.
/// </summary>
sealed class RabbitMqErrorQueue(BrokerConnections broker)
{
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);
    static readonly string[] FaultHeaders = ["MT-Fault-", "x-death", "x-first-death-", "x-last-death-", "x-delivery-count"];
    static readonly CreateChannelOptions Confirming = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    /// <summary>The first messages, which stay where they are.</summary>
    public Task<ErrorQueueAnswer> PeekAsync(int limit, CancellationToken cancellation) => WithChannelAsync(
        async channel =>
        {
            var depth = await channel.MessageCountAsync(IngestQueue.ErrorName, cancellation);
            var messages = new List<ErrorMessage>();
            while (messages.Count < limit && await channel.BasicGetAsync(IngestQueue.ErrorName, autoAck: false, cancellation) is { } message)
                messages.Add(Describe(message));
            return new ErrorQueueAnswer(depth, messages); // closing the channel puts them back
        },
        new ErrorQueueAnswer(0, []),
        cancellation);

    /// <summary>Puts back what is there now, at most <paramref name="limit"/> messages. Returns how many.</summary>
    public Task<int> ReplayAsync(int limit, CancellationToken cancellation) => WithChannelAsync(
        async channel =>
        {
            var left = Math.Min(await channel.MessageCountAsync(IngestQueue.ErrorName, cancellation), (uint)limit);
            var replayed = 0;
            for (; replayed < left && await channel.BasicGetAsync(IngestQueue.ErrorName, autoAck: false, cancellation) is { } message; replayed++)
            {
                await channel.BasicPublishAsync("", IngestQueue.Name, mandatory: true, WithoutFault(message.BasicProperties), message.Body, cancellation);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellation);
            }

            return replayed;
        },
        0,
        cancellation);

    async Task<T> WithChannelAsync<T>(Func<IChannel, Task<T>> work, T whenThereIsNoQueue, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await broker.OpenAsync("analytics-errors", AnswerTimeout, cancellation);
            await using var channel = await connection.CreateChannelAsync(Confirming, cancellation);
            return await work(channel);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return whenThereIsNoQueue;
        }
    }

    static ErrorMessage Describe(BasicGetResult message) => new(
        message.BasicProperties.MessageId,
        Header(message, "MT-Fault-MessageType") ?? message.BasicProperties.Type,
        Header(message, "MT-Fault-Message") ?? Header(message, "x-first-death-reason"),
        Header(message, "MT-Fault-Timestamp"),
        message.Body.Length);

    static string? Header(BasicGetResult message, string name) => message.BasicProperties.Headers is { } headers && headers.TryGetValue(name, out var value) ? TextOf(value) : null;

    static string? TextOf(object? value) => value switch
    {
        byte[] text => Encoding.UTF8.GetString(text),
        { } other => other.ToString(),
        null => null,
    };

    static BasicProperties WithoutFault(IReadOnlyBasicProperties failed)
    {
        var again = new BasicProperties(failed) { Persistent = true };
        again.Headers = failed.Headers?.Where(header => !FaultHeaders.Any(fault => header.Key.StartsWith(fault, StringComparison.Ordinal))).ToDictionary();
        return again;
    }
}
