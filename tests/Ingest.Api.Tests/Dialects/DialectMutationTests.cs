using System.Text.Json;
using Ingest.Api.Dialects;
using Ingest.Api.Dialects.CloudEvents;
using Ingest.Api.Dialects.PostHog;
using Ingest.Api.Dialects.Segment;
using Ingest.Api.Events;
using Ingest.Api.Tests.Events;
using Microsoft.AspNetCore.Http;

namespace Ingest.Api.Tests.Dialects;

/// <summary>Bodies that no client would send: nothing is thrown but that it is no JSON, and whatever is accepted can be stored.</summary>
public class DialectMutationTests(ITestOutputHelper output)
{
    const int Seed = 20_260_202;
    const int Mutations = 20_000;

    static readonly (IDialect Dialect, byte[] Body)[] Samples =
    [
        (new SegmentBody(SegmentCall.Page), Some.Utf8("""{"writeKey":"k","userId":"caf\u00e9","name":"N","messageId":"m","properties":{"path":"/a","x":[1,-2.5e3,null]},"traits":{"b":"\ud83d\ude00"}}""")),
        (new SegmentBody(null), Some.Utf8("""{"batch":[{"type":"track","event":"e","userId":5,"timestamp":"2026-02-01T10:30:00Z","context":{"page":{"url":"https://a/b?c"}}},{"type":"alias","userId":"u"}],"sentAt":"2026-02-01T09:00:00Z"}""")),
        (new PostHogBody(null), Some.Utf8("""{"api_key":"k","batch":[{"event":"$pageview","distinct_id":"d","offset":25,"uuid":"019aa5f2-7c1e-7d3a-9f6f-0b8f4a1f2c11","properties":{"token":"k","$current_url":"http:\/\/a\/b","y":{"z":1}}}],"sent_at":"2026-02-01T12:00:00Z"}""")),
        (new PostHogBody(5), Some.Utf8($"data={Uri.EscapeDataString(Convert.ToBase64String(Some.Utf8("""[{"event":"e","distinct_id":"d"}]""")))}")),
        (new CloudEventsBody(CloudEventsMode.Batched, new HeaderDictionary()), Some.Utf8("""[{"specversion":"1.0","id":"1","source":"\u002fs","type":"t","subject":"é","time":"2026-02-01T10:30:00Z","data":{"a":{"b":[]}}},{"specversion":"1.0","id":"2","source":"s s","type":"t","data":"x"}]""")),
        (new CloudEventsBody(CloudEventsMode.Binary, new HeaderDictionary { ["ce-specversion"] = "1.0", ["ce-id"] = "1", ["ce-source"] = "s", ["ce-type"] = "t" }), Some.Utf8("""{"a":[1,2,{"b":null}]}""")),
    ];

    [Fact]
    public void A_body_changed_at_random_throws_nothing_else_and_what_is_accepted_can_be_stored()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        int accepted = 0, rejected = 0, refused = 0;
        for (var round = 0; round < Mutations; round++)
        {
            var (dialect, sample) = Samples[random.Next(Samples.Length)];
            var body = EventBodyMutationTests.Mutate(sample, random);
            try
            {
                var batch = Mapped.By(dialect, body);
                EventBodyMutationTests.AssertSound(batch);
                accepted += batch.EventCount;
                rejected += batch.Rejections.Count;
                refused += batch.Refusal is null ? 0 : 1;
                if (batch.Refusal is null && dialect.IsJson) _ = KeyIn(dialect, body);
            }
            catch (JsonException)
            {
                refused++;
            }
        }

        output.WriteLine($"{accepted} events accepted, {rejected} rejected, {refused} bodies refused");
        Assert.True(accepted > Mutations / 100 && rejected > Mutations / 100 && refused > Mutations / 100);
    }

    static string? KeyIn(IDialect dialect, ReadOnlySpan<byte> body)
    {
        if (dialect.Unwrap(body, out var inside) == RejectionReason.None && inside is not null) body = inside;
        _ = JsonBody.Check(ref body);
        return dialect.KeyIn(body);
    }
}
