using System.Text.Json;
using Analytics.Contracts;
using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

/// <summary>Bodies that no one would send. Nothing is thrown, and whatever is accepted can be stored.</summary>
public class EventBodyMutationTests(ITestOutputHelper output)
{
    const int Seed = 20_260_201;
    const int Mutations = 30_000;

    static readonly byte[][] Samples =
    [
        Some.Utf8(Some.Event(""","path":"/pricing","metadata":{"a":[1,-2.5e3,true,null],"caf\u00e9":{"b":"\ud83d\ude00"}}""")),
        Some.Utf8(Some.Batch(Some.Event(""","metadata":{"n":1}""", "é"), Some.Event(""","site_id":"語","event_type":"x\ny" """), "5")),
        Some.Utf8($"[{Some.Event()},{Some.Event(""","timestamp":"2016-12-31T23:59:60.123+01:00" """)}]"),
        Some.Utf8($"\ufeff{Some.Event()}\r\n\n{Some.Event(""","metadata":{"x":{}}""")}\n"),
    ];

    static readonly byte[][] Nasty =
    [
        .. new[]
        {
            """\u0000""", """\ud800""", """\udc00""", """\ud83d\ude00""", "1e400", "1e-20000", "\0", "\"", "\\", "{", "}", "[", "]", ",", ":", "\n",
            "null", "events", "\"events\":[", "metadata", "\"type\":\"t\",", new string('[', 1_100), new string('9', 401), new string('a', 300),
        }.Select(Some.Utf8),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf],
    ];

    [Fact]
    public void A_body_cut_at_any_byte_is_refused_by_name()
    {
        foreach (var sample in Samples)
        {
            var isLines = sample.Contains((byte)'\n');
            for (var length = 0; length <= sample.Length; length++)
            {
                foreach (var format in Enum.GetValues<BodyFormat>())
                {
                    var batch = EventBody.Read(sample.AsSpan(0, length), format, Some.Limits, Some.Now);
                    if (format != BodyFormat.JsonLines && !isLines && length < sample.Length) Assert.NotNull(batch.Refusal);
                    AssertSound(batch);
                }
            }
        }
    }

    [Fact]
    public void A_body_changed_at_random_throws_nothing_and_what_is_accepted_can_be_stored()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        int accepted = 0, rejected = 0, refused = 0;
        for (var round = 0; round < Mutations; round++)
        {
            var body = Mutate(Samples[random.Next(Samples.Length)], random);
            var batch = EventBody.Read(body, (BodyFormat)random.Next(3), Some.Limits with { PieceEventLimit = 1 + random.Next(3) }, Some.Now);
            AssertSound(batch);
            accepted += batch.EventCount;
            rejected += batch.Rejections.Count;
            refused += batch.Refusal is null ? 0 : 1;
        }

        output.WriteLine($"{accepted} events accepted, {rejected} rejected, {refused} bodies refused");
        Assert.True(accepted > Mutations / 100 && rejected > Mutations / 100 && refused > Mutations / 100);
    }

    internal static byte[] Mutate(byte[] sample, Random random)
    {
        var body = sample.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(5))
            {
                case 0: body[at] = (byte)random.Next(256); break;
                case 1: body[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: body.RemoveRange(at, Math.Min(random.Next(1, 6), body.Count - at - 1)); break;
                case 3: body.InsertRange(at, Nasty[random.Next(Nasty.Length)]); break;
                default: body.InsertRange(at, body.GetRange(at, Math.Min(random.Next(1, 40), body.Count - at))); break;
            }
        }

        return [.. body];
    }

    internal static void AssertSound(ReadBody batch)
    {
        Assert.All(batch.Rejections, rejection => Assert.NotEmpty(rejection.Message));
        if (batch.Refusal is not null) Assert.Empty(batch.Pieces);
        foreach (var read in Frames.EventsOf(batch))
        {
            foreach (var name in new[] { read.AccountId, read.EventId, read.UserId, read.Type }) AssertText(name, EventLimits.NameLengthLimit);
            if (read.Path is not null) AssertText(read.Path, EventLimits.PathLengthLimit);
            if (read.Metadata is not null) AssertStorable(JsonDocument.Parse(read.Metadata).RootElement);
        }
    }

    static void AssertText(string text, int lengthLimit)
    {
        Assert.InRange(text.EnumerateRunes().Count(), 1, lengthLimit);
        Assert.DoesNotContain('\0', text);
    }

    static void AssertStorable(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    Assert.DoesNotContain('\0', property.Name);
                    AssertStorable(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) AssertStorable(item);
                break;
            case JsonValueKind.String:
                Assert.DoesNotContain('\0', json.GetString()!);
                break;
            case JsonValueKind.Number:
                Assert.True(double.IsFinite(json.GetDouble()));
                break;
        }
    }
}
