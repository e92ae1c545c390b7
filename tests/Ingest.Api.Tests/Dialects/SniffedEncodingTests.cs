using System.IO.Pipelines;
using Ingest.Api.Dialects;
using Ingest.Api.Events;
using Ingest.Api.Tests.Events;

namespace Ingest.Api.Tests.Dialects;

public class SniffedEncodingTests
{
    /// <summary>Gives a byte at a time, as a slow connection may.</summary>
    sealed class Dribble(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..1], cancellationToken);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("{", false)]
    [InlineData("{\"a\":1}", false)]
    [InlineData("{\"a\":1}", true)]
    public async Task What_was_looked_at_is_read_again_from_its_beginning(string text, bool isPacked)
    {
        var body = isPacked ? Some.Gzip(Some.Utf8(text)) : Some.Utf8(text);
        var reader = PipeReader.Create(new Dribble(body));
        Assert.Equal(isPacked ? BodyEncoding.Gzip : BodyEncoding.Identity, await SniffedEncoding.OfAsync(reader));
        var read = new MemoryStream();
        await reader.AsStream().CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(body, read.ToArray());
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_for_its_reader_to_tell() =>
        Assert.Equal(BodyEncoding.Identity, await SniffedEncoding.OfAsync(PipeReader.Create(new FailingStream(new IOException("gone")))));
}
