using Analytics.Contracts;
using Ingest.Worker.Events;
using MassTransit;
using MassTransit.Serialization;

namespace Ingest.Worker.Tests.Events;

public sealed class FrameDeserializerTests
{
    static readonly byte[] Packed = [EventFrame.Version, 1, 2, 3];

    static readonly string Envelope =
        $$"""{"messageType":["urn:message:Analytics.Contracts:EventRecordedBatch"],"message":{"eventCount":1,"frame":"{{Convert.ToBase64String(Packed)}}" } }""";

    [Fact]
    public void A_frame_outlives_the_bytes_it_came_in()
    {
        var delivered = Some.Utf8(Envelope);
        var read = Read(new MemoryMessageBody(delivered));
        Array.Clear(delivered); // RabbitMQ's client takes the next message into them
        Assert.Equal(Packed, read.Frame);
    }

    [Fact]
    public void The_delivered_bytes_are_read_where_they_are()
    {
        var delivered = Some.Utf8(Envelope);
        var body = new MemoryMessageBody(delivered);
        Read(body);
        Array.Clear(delivered);
        Assert.Equal(new byte[delivered.Length], body.GetBytes()); // had it been copied before, it would be kept
    }

    [Fact]
    public void A_body_of_another_kind_is_read_as_well() => Assert.Equal(Packed, Read(new StringMessageBody(Envelope)).Frame);

    static EventRecordedBatch Read(MessageBody body)
    {
        Assert.True(new FrameDeserializer().Deserialize(body, new DictionarySendHeaders(new Dictionary<string, object?>())).TryGetMessage<EventRecordedBatch>(out var batch));
        return batch!;
    }
}
