using System.Buffers;
using System.Text;

namespace Analytics.Contracts.Tests;

public class EventFrameTests
{
    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    static byte[] FrameOf(int events, string filler = "")
    {
        var piece = new ArrayBufferWriter<byte>();
        piece.Write([EventFrame.Version]);
        for (var i = 0; i < events; i++)
            EventFrameWriter.Append(piece, Utf8("acc"), Utf8($"e{i}{filler}"), Utf8("úser"), Utf8("login"), default, Utf8("""{"a":1}"""), -5 + i, 7);
        return piece.WrittenSpan.ToArray();
    }

    [Theory]
    [InlineData("")]
    [InlineData("one hundred and thirty bytes, so that the length needs two: ----------------------------------------------------------------------")]
    public void What_is_written_is_read_again(string filler)
    {
        var reader = new EventFrameReader(FrameOf(3, filler));
        for (var i = 0; i < 3; i++)
        {
            Assert.True(reader.TryRead(out var read));
            Assert.Equal("acc", Encoding.UTF8.GetString(read.AccountId.Span));
            Assert.Equal($"e{i}{filler}", Encoding.UTF8.GetString(read.EventId.Span));
            Assert.Equal("úser", Encoding.UTF8.GetString(read.UserId.Span));
            Assert.Equal("login", Encoding.UTF8.GetString(read.Type.Span));
            Assert.Null(read.Path);
            Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(read.Metadata!.Value.Span));
            Assert.Equal(-5 + i, read.OccurredAtMicroseconds);
            Assert.Equal(7, read.ReceivedAtMicroseconds);
        }

        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void A_frame_cut_anywhere_within_an_event_is_refused()
    {
        var whole = FrameOf(1);
        for (var length = 2; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Assert.Throws<InvalidDataException>(() => new EventFrameReader(cut).TryRead(out _));
        }
    }

    [Fact]
    public void A_frame_of_another_version_is_refused()
    {
        var frame = FrameOf(1);
        frame[0] = 99;
        Assert.Throws<InvalidDataException>(() => new EventFrameReader(frame));
        Assert.Throws<InvalidDataException>(() => new EventFrameReader(Array.Empty<byte>()));
    }

    [Fact]
    public void A_length_that_lies_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => new EventFrameReader(new byte[] { 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3 }).TryRead(out _));
        Assert.Throws<InvalidDataException>(() => new EventFrameReader(new byte[] { 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80 }).TryRead(out _));
    }
}
