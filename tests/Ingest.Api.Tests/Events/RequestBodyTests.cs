using Ingest.Api.Events;
using Microsoft.AspNetCore.Http;

namespace Ingest.Api.Tests.Events;

public sealed class RequestBodyTests : IDisposable
{
    const int Limit = 100_000;

    readonly BodyRooms rooms = Some.Rooms(Limit);

    ValueTask<RequestBody> Read(byte[] sent, BodyEncoding encoding = BodyEncoding.Identity, bool withLength = true) =>
        RequestBody.ReadAsync(new MemoryStream(sent), withLength ? sent.Length : null, encoding, rooms);

    static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        return noise;
    }

    static byte[] Pack(byte[] plain, BodyEncoding encoding) => encoding switch
    {
        BodyEncoding.Gzip => Some.Gzip(plain),
        BodyEncoding.Brotli => Some.Brotli(plain),
        _ => plain,
    };

    [Theory]
    [CombinatorialEncodings(0, 1, 200, 4_095, 4_096, 70_000, 100_000)]
    public async Task A_body_within_the_limit_is_read_whole(BodyEncoding encoding, int length, bool withLength)
    {
        var plain = new byte[length];
        plain.AsSpan().Fill((byte)'x');
        using var body = await Read(Pack(plain, encoding), encoding, withLength);
        Assert.Equal(RejectionReason.None, body.Refusal);
        Assert.Equal(plain, body.Bytes.ToArray());
    }

    [Theory]
    [CombinatorialEncodings(100_001, 50_000_000)]
    public async Task A_body_over_the_limit_is_left_unread(BodyEncoding encoding, int length, bool withLength)
    {
        var sent = new MemoryStream(Pack(new byte[length], encoding));
        using var body = await RequestBody.ReadAsync(sent, withLength ? sent.Length : null, encoding, rooms);
        Assert.Equal(RejectionReason.BodyTooLarge, body.Refusal);
        Assert.True(body.Bytes.Length <= Limit + 1);
        if (encoding == BodyEncoding.Identity) Assert.True(sent.Position <= Limit + 1);
    }

    [Fact]
    public async Task A_promise_over_the_limit_is_refused_before_anything_is_read()
    {
        var sent = new MemoryStream(Noise(10));
        using var body = await RequestBody.ReadAsync(sent, Limit + 1L, BodyEncoding.Identity, rooms);
        Assert.Equal(RejectionReason.BodyTooLarge, body.Refusal);
        Assert.Equal(0, sent.Position);
        using var huge = await RequestBody.ReadAsync(sent, long.MaxValue, BodyEncoding.Gzip, rooms);
        Assert.Equal(RejectionReason.BodyTooLarge, huge.Refusal);
    }

    [Theory]
    [InlineData(BodyEncoding.Gzip)]
    [InlineData(BodyEncoding.Brotli)]
    public async Task What_is_not_compressed_as_said_is_undecodable(BodyEncoding encoding)
    {
        using var body = await Read(Some.Utf8(Some.Event()), encoding);
        Assert.Equal(RejectionReason.BodyUndecodable, body.Refusal);
    }

    [Theory]
    [InlineData(BodyEncoding.Gzip)]
    [InlineData(BodyEncoding.Brotli)]
    public async Task A_compressed_body_cut_anywhere_is_undecodable_and_one_changed_anywhere_throws_nothing(BodyEncoding encoding)
    {
        var plain = Noise(300);
        var whole = Pack(plain, encoding);
        for (var at = 0; at < whole.Length; at++)
        {
            using var cut = await Read(whole[..at], encoding);
            Assert.Equal(at == 0 ? RejectionReason.None : RejectionReason.BodyUndecodable, cut.Refusal);
            var changed = whole.ToArray();
            changed[at] ^= 0xff;
            (await Read(changed, encoding)).Dispose();
        }
    }

    [Fact]
    public async Task A_client_that_leaves_is_told_not_thrown()
    {
        using var reset = await RequestBody.ReadAsync(new FailingStream(new IOException("reset")), 10, BodyEncoding.Identity, rooms);
        using var left = await RequestBody.ReadAsync(new FailingStream(new OperationCanceledException()), 10, BodyEncoding.Gzip, rooms);
        Assert.Equal(RejectionReason.BodyCut, reset.Refusal);
        Assert.Equal(RejectionReason.BodyCut, left.Refusal);
        Assert.True(reset.ClientHasLeft && left.ClientHasLeft);
    }

    [Fact]
    public async Task A_body_framed_wrongly_is_cut_but_its_client_is_there_to_be_told()
    {
        var framing = new BadHttpRequestException("bad chunk");
        using var body = await RequestBody.ReadAsync(new FailingStream(framing), null, BodyEncoding.Identity, rooms);
        Assert.Equal((RejectionReason.BodyCut, false), (body.Refusal, body.ClientHasLeft));
    }

    [Fact]
    public async Task The_servers_own_limit_is_a_body_too_large()
    {
        var refusal = new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge);
        using var body = await RequestBody.ReadAsync(new FailingStream(refusal), null, BodyEncoding.Identity, rooms);
        Assert.Equal(RejectionReason.BodyTooLarge, body.Refusal);
    }

    [Fact]
    public async Task A_body_whose_reading_fails_otherwise_gives_its_room_back()
    {
        for (var body = 0; body < 5; body++) // there are two rooms
            await Assert.ThrowsAsync<NotSupportedException>(() => RequestBody.ReadAsync(new FailingStream(new NotSupportedException(), 70_000), null, BodyEncoding.Identity, rooms).AsTask());
        using var next = await Read(new byte[80_000]);
        Assert.Equal(RejectionReason.None, next.Refusal);
    }

    public void Dispose() => rooms.Dispose();
}
