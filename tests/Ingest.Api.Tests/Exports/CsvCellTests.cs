using System.Buffers;
using System.Text;
using Ingest.Api.Exports;

namespace Ingest.Api.Tests.Exports;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain ü🙂", "plain ü🙂")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("\"\"", "\"\"\"\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("{\"a\": 1}", "\"{\"\"a\"\": 1}\"")]
    [InlineData("a;=1+1", "\"a;=1+1\"")]
    public void A_cell_is_quoted_when_it_holds_what_separates(string text, string cell) => Assert.Equal(cell, Written(text));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49", "'+49")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("'=1", "'=1")]
    public void A_cell_that_a_spreadsheet_would_run_is_made_a_text(string text, string cell) => Assert.Equal(cell, Written(text));

    static string Written(string text)
    {
        var to = new ArrayBufferWriter<byte>();
        CsvCell.Write(to, Encoding.UTF8.GetBytes(text));
        return Encoding.UTF8.GetString(to.WrittenSpan);
    }
}
