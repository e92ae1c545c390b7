using System.Text.Json;
using Analytics.Contracts;
using Analytics.Tests.Servers;

namespace Ingest.Worker.Tests.Events;

/// <summary>
/// A rolling upgrade has messages of two releases in one queue. A release may add what an older worker does not know; what it
/// changes has another version, and waits where it is seen until a worker that knows it is there.
/// </summary>
public sealed class ContractVersionsTests(PostgresServer postgres, RabbitMqServer rabbitMq)
{
    [Fact]
    public async Task Fields_of_a_later_release_are_ignored_and_the_message_is_stored_among_those_of_this_one()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StoppedWorkerAsync();
        await pipeline.PublishAsync(Some.Frame(10, "old_"));
        var frame = Some.Frame(10, "new_");
        await pipeline.PublishRawAsync<EventRecordedBatch>(
            $$"""{"eventCount":10,"frame":"{{Convert.ToBase64String(frame.Frame)}}","encoding":{"name":"later"},"shards":[1,2],"priority":null}""");
        var single = JsonSerializer.Serialize(Some.Event("single"), JsonSerializerOptions.Web);
        await pipeline.PublishRawAsync<EventRecorded>($$"""{"session":{"id":7},"tags":["later"],{{single[1..]}}""");

        await worker.StartAsync();
        await pipeline.StoredExactlyAsync(21);
        Assert.Equal(0u, await pipeline.FailedAsync());
    }

    [Fact]
    public async Task A_frame_is_read_out_of_its_envelope_in_whatever_order_that_was_written()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StoppedWorkerAsync();
        const string Type = "urn:message:Analytics.Contracts:EventRecordedBatch";
        await pipeline.PublishEnvelopeAsync<EventRecordedBatch>($$"""{"message":{{Json("last_")}},"messageType":["{{Type}}"]}""");
        await pipeline.PublishEnvelopeAsync<EventRecordedBatch>(
            $$$"""{ "headers": {"later":{"messageType":["urn:message:Other"]}}, "messageType": ["urn:message:Other", "{{{Type}}}"], "message": {{{Json("second_")}}}, "sentTime": null }""");
        await pipeline.PublishEnvelopeAsync<EventRecordedBatch>($$"""{"messageType":["{{Type}}"],"Message": {{Json("first_", frame: "Frame")}} }""");

        await worker.StartAsync();
        await pipeline.StoredExactlyAsync(30);
        Assert.Equal(0u, await pipeline.FailedAsync());

        static string Json(string prefix, string frame = "frame") => $$"""{"eventCount":10,"{{frame}}":"{{Convert.ToBase64String(Some.Frame(10, prefix).Frame)}}"}""";
    }

    [Fact]
    public async Task What_only_says_that_it_is_a_frame_waits_in_the_error_queue_as_it_came()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StoppedWorkerAsync();
        string[] messages = ["""{"eventCount":1,"frame":5}""", """{"eventCount":1,"frame":"no base64"}""", """{"eventCount":1}""", "null", "[]", """{"eventCount":1,"frame":null}"""];
        foreach (var message in messages) await pipeline.PublishRawAsync<EventRecordedBatch>(message);
        await pipeline.PublishEnvelopeAsync<EventRecordedBatch>("""{"messageType":["urn:message:Analytics.Contracts:EventRecordedBatch"],"message":{"eventCount":""");
        await pipeline.PublishAsync(Some.Frame(10));

        await worker.StartAsync();
        await pipeline.StoredExactlyAsync(10);
        Assert.Equal((uint)messages.Length + 1, await pipeline.FailedAsync());
    }

    [Fact]
    public async Task A_frame_of_a_later_version_waits_in_the_error_queue_and_the_frames_of_this_one_are_stored()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StoppedWorkerAsync();
        var later = Some.Frame(10, "later_");
        later.Frame[0] = EventFrame.Version + 1;
        await pipeline.PublishAsync(Some.Frame(10, "a_"), later, Some.Frame(10, "b_"));

        await worker.StartAsync();
        await pipeline.StoredExactlyAsync(20);
        Assert.Equal(1u, await pipeline.FailedAsync());
    }
}
