using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Load.Import;

namespace Analytics.Load.Tests.Import;

public class StableEventIdTests
{
    static (string Line, bool Given) Write(string line, long number = 1, string file = "a.ndjson")
    {
        var output = new ArrayBufferWriter<byte>();
        var given = new StableEventId(file).Write(Encoding.UTF8.GetBytes(line), number, output);
        return (Encoding.UTF8.GetString(output.WrittenSpan), given);
    }

    [Theory]
    [InlineData("""{"event_id":"x","account_id":"a"}""")]
    [InlineData("""{"account_id":"a","event_id":7}""")]
    [InlineData("""{"account_id":"a","event_id":""}""")]
    [InlineData("""{"account_id":"a","\u0065vent_id":"x"}""")]
    [InlineData("""{"account_id":"a""")]
    [InlineData("""{"account_id":"a"} {}""")]
    [InlineData("""[{"account_id":"a"}]""")]
    [InlineData("nonsense")]
    public void A_line_with_an_id_or_that_is_no_event_is_sent_as_it_is(string line) => Assert.Equal((line, false), Write(line));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "account_id" : "ä" , "metadata":{"event_id":"inner"} }""")]
    [InlineData("""{"account_id":"a","event_id": null,"path":"/"}""")]
    public void A_line_without_an_id_gets_one_and_keeps_the_rest(string line)
    {
        var (written, given) = Write(line);
        Assert.True(given);
        using var before = JsonDocument.Parse(line);
        using var after = JsonDocument.Parse(written);
        Assert.True(after.RootElement.GetProperty("event_id").TryGetGuid(out var id));
        Assert.Equal(8, id.Version);
        static IEnumerable<string> Rest(JsonDocument document) => document.RootElement.EnumerateObject()
            .Where(p => p.Name != "event_id").Select(p => p.ToString());
        Assert.Equal(Rest(before), Rest(after));
    }

    [Fact]
    public void The_id_depends_on_the_file_name_the_line_number_and_the_content_and_on_nothing_else()
    {
        var (line, _) = Write("{}");
        Assert.Equal(line, Write("{}", 1, "elsewhere/a.ndjson.gz").Line);
        Assert.NotEqual(line, Write("{}", 2).Line);
        Assert.NotEqual(line, Write("{}", 1, "b.ndjson").Line);
        Assert.NotEqual(line[^10..], Write("{ }").Line[^10..]);
    }
}
