using System.Text;
using Analytics.Load.Import;

namespace Analytics.Load.Tests.Import;

public class NdjsonFileTests
{
    static async Task<List<string>> LinesOf(byte[] content, int limit = 1_000)
    {
        using var file = TemporaryFile.Of(content);
        await using var ndjson = NdjsonFile.Open(file.Path, limit);
        var lines = new List<string>();
        await foreach (var line in ndjson.ReadAsync(default))
            lines.Add($"{line.Number}:{(line.IsTooLong ? "too long" : Encoding.UTF8.GetString(line.Content.Span))}");
        return lines;
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\n", "1:a")]
    [InlineData("a\r\n\r\n \t\nb", "1:a|4:b")]
    [InlineData("\ufeffa\nb\n\n", "1:a|2:b")]
    [InlineData("ä\n€\n", "1:ä|2:€")]
    public async Task Lines_are_counted_as_an_editor_counts_and_blank_ones_are_left_out(string content, string expected)
    {
        Assert.Equal(expected, string.Join('|', await LinesOf(Encoding.UTF8.GetBytes(content))));
        Assert.Equal(expected, string.Join('|', await LinesOf(TemporaryFile.Gzip(content))));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaa\nb", "1:too long|2:b")]
    [InlineData("b\naaaaaaaaaaaaaaaaaaaaaaaaa", "1:b|2:too long")]
    [InlineData("b\naaaaaaaaaaaaaaaaaaaaaaaaa\n", "1:b|2:too long")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "1:too long")]
    [InlineData("123456789\n123456789\nb", "1:123456789|2:123456789|3:b")]
    public async Task A_line_over_the_limit_is_passed_over_and_its_neighbours_are_read(string content, string expected) =>
        Assert.Equal(expected, string.Join('|', await LinesOf(Encoding.UTF8.GetBytes(content), limit: 10)));

    [Fact]
    public async Task Lines_longer_than_the_buffer_are_whole()
    {
        var lines = Enumerable.Range(1, 50).Select(i => new string((char)('a' + (i % 26)), i * 20_011)).ToList();
        var read = await LinesOf(Encoding.UTF8.GetBytes(string.Join('\n', lines)), limit: 4_000_000);
        Assert.Equal(lines.Select((line, i) => $"{i + 1}:{line}"), read);
    }

    [Fact]
    public async Task Gzip_in_several_members_is_read_to_the_end() =>
        Assert.Equal(["1:a", "2:b"], await LinesOf([.. TemporaryFile.Gzip("a\n"), .. TemporaryFile.Gzip("b\n")]));

    [Fact]
    public async Task Gzip_that_was_cut_off_is_an_error_and_not_an_end()
    {
        var whole = TemporaryFile.Gzip(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i * 7919}\n")));
        await Assert.ThrowsAsync<InvalidDataException>(() => LinesOf(whole[..^100]));
    }
}
