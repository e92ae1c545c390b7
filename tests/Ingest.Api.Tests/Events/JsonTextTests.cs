using System.Text;
using System.Text.Json;
using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class JsonTextTests
{
    [Theory]
    [InlineData("""plain""")]
    [InlineData("""\"\\\/\b\f\n\r\t""")]
    [InlineData("""caf\u00e9 \u00E9é""")]
    [InlineData("""\ud83d\ude00\uD83D\uDE00""")]
    [InlineData("""\\u0000 is a backslash and a u""")]
    [InlineData("""\uffff\ud7ff\ue000\u0001""")]
    public void Good_escapes_unescape_as_the_framework_does(string raw)
    {
        var bytes = Some.Utf8(raw);
        Assert.Equal(RejectionReason.None, JsonText.Check(bytes));
        var to = new byte[bytes.Length];
        Assert.Equal(JsonSerializer.Deserialize<string>($"\"{raw}\""), Encoding.UTF8.GetString(to, 0, JsonText.Unescape(bytes, to)));
    }

    [Theory]
    [InlineData("""\u0000""")]
    [InlineData("""ab\u0000cd""")]
    [InlineData("""\\\u0000""")]
    public void A_nul_character_is_found(string raw) => Assert.Equal(RejectionReason.NulCharacter, JsonText.Check(Some.Utf8(raw)));

    [Theory]
    [InlineData("""\ud800""")]
    [InlineData("""\udc00""")]
    [InlineData("""\ude00\ud83d""")]
    [InlineData("""\ud83dx\ude00""")]
    [InlineData("""\ud83d\n""")]
    [InlineData("""\ud83d\u0041""")]
    [InlineData("""\ud83d\ud83d\ude00""")]
    [InlineData("""\ud83d\ude00\uDBFF""")]
    [InlineData("""\ud83d\\ude00""")]
    public void Half_a_pair_is_found(string raw) => Assert.Equal(RejectionReason.LoneSurrogate, JsonText.Check(Some.Utf8(raw)));
}
