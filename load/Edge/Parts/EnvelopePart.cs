using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Analytics.Contracts;

namespace Analytics.Load.Edge.Parts;

/// <summary>
/// The contract out of its JSON, as the serializer beneath MassTransit reads it, against decoding the base64 alone. MassTransit's own
/// envelope around it is not in this; <see cref="BrokerBench"/> has it.
/// </summary>
sealed class EnvelopePart : Part
{
    readonly EventRecordedBatch message = Sample.Message();
    readonly byte[] json;
    readonly byte[] base64;

    public EnvelopePart()
    {
        json = JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web);
        base64 = Encoding.ASCII.GetBytes(Convert.ToBase64String(message.Frame));
    }

    public override string LimitName => "base64 of the frame alone";

    public override int Events => message.EventCount;

    public override int Bytes => message.Frame.Length;

    public override int Limit()
    {
        var frame = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        Base64.DecodeFromUtf8(base64, frame, out _, out var written);
        return written;
    }

    public override int Ours() => JsonSerializer.Deserialize<EventRecordedBatch>(json, JsonSerializerOptions.Web)!.EventCount;
}
