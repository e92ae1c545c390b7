using System.Net.Mime;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using System.Text.Json;
using Analytics.Contracts;
using MassTransit;
using MassTransit.Serialization;

namespace Ingest.Worker.Events;

/// <summary>
/// Reads a frame out of MassTransit's JSON envelope in one pass, every other message as MassTransit does. MassTransit's own way parses
/// the envelope into a tree and out of that an envelope with the message as a tree, each a copy of it all, which is kept while batches wait:
/// a quarter of what a worker allocated (load/results/memory-2026-11-30.md).
/// </summary>
sealed class FrameDeserializer : IMessageDeserializer, ISerializerFactory
{
    static readonly SystemTextJsonMessageSerializer Json = SystemTextJsonMessageSerializer.Instance;
    static readonly string FrameType = MessageUrn.ForTypeString<EventRecordedBatch>();

    public ContentType ContentType => SystemTextJsonMessageSerializer.JsonContentType;

    public IMessageSerializer CreateSerializer() => Json;

    public IMessageDeserializer CreateDeserializer() => this;

    public MessageBody GetMessageBody(string text) => Json.GetMessageBody(text);

    public void Probe(ProbeContext context) => Json.Probe(context);

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        var bytes = body is MemoryMessageBody delivered ? BytesOf(delivered).Span : body.GetBytes();
        try
        {
            if (!HoldsFrame(bytes) || JsonSerializer.Deserialize<FrameEnvelope>(bytes, SystemTextJsonMessageSerializer.Options) is not { } envelope)
                return Json.Deserialize(body, headers, destinationAddress);
            return new SystemTextJsonSerializerContext(
                Json, SystemTextJsonMessageSerializer.Options, ContentType, new EnvelopeMessageContext(envelope, Json), envelope.MessageType ?? [], envelope);
        }
        catch (JsonException damage)
        {
            throw new SerializationException("A message that cannot be read as a frame.", damage);
        }
    }

    /// <summary>
    /// The bytes as RabbitMQ's client holds them until the message is done with. MassTransit only gives out a copy, which it then keeps for as
    /// long: with a worker's 144 messages 9 MB, and a third of all that it allocated.
    /// </summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_memory")]
    static extern ref ReadOnlyMemory<byte> BytesOf(MemoryMessageBody body);

    /// <summary>Whether an envelope names a frame as its message's type, before the message: so does MassTransit write it. Any other order is read the long way.</summary>
    static bool HoldsFrame(ReadOnlySpan<byte> envelope)
    {
        var reader = new Utf8JsonReader(envelope);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("message"u8))
        {
            if (reader.ValueTextEquals("messageType"u8)) return NamesFrame(ref reader);
            reader.Skip();
        }

        return false;
    }

    static bool NamesFrame(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.String)
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(FrameType)) return true;
        }

        return false;
    }
}
