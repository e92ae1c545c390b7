using System.Buffers;
using System.IO.Compression;

namespace Ingest.Api.Events;

/// <summary>
/// A whole body, decompressed, in pooled memory until disposed. Reading stops one byte past the limit, so a small body that unpacks
/// to gigabytes costs no more than an honest one; and memory grows with what has come, not with what Content-Length promises.
/// </summary>
sealed class RequestBody : IDisposable
{
    const int FirstRoom = 4 * 1024;
    const int FirstRoomLimit = 64 * 1024;

    byte[] room;
    int length;

    RequestBody(int firstRoom) => room = ArrayPool<byte>.Shared.Rent(firstRoom);

    /// <summary>The bytes read; of no use after <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Bytes => room.AsSpan(0, length);

    /// <summary>Why the body could not be read whole, or <see cref="RejectionReason.None"/>.</summary>
    public RejectionReason Refusal { get; private set; }

    /// <summary>The connection broke: nobody is there to read an answer.</summary>
    public bool ClientHasLeft { get; private set; }

    /// <summary>Reads the body to its end. What the client does wrong, leaving included, is told by <see cref="Refusal"/>, not thrown.</summary>
    /// <param name="raw">The bytes as they come from the client.</param>
    /// <param name="contentLength">What the client says they will be, or null.</param>
    /// <param name="encoding">How they are compressed.</param>
    /// <param name="bytesLimit">Most bytes, compressed and decompressed.</param>
    public static async ValueTask<RequestBody> ReadAsync(Stream raw, long? contentLength, BodyEncoding encoding, int bytesLimit)
    {
        // One byte more than expected: the last read then returns 0 into free room instead of making the room grow.
        var body = new RequestBody((int)Math.Min((contentLength ?? FirstRoom) + 1, FirstRoomLimit));
        if (contentLength > bytesLimit)
        {
            body.Refusal = RejectionReason.BodyTooLarge;
            return body;
        }

        try
        {
            if (encoding == BodyEncoding.Identity)
            {
                await body.FillAsync(raw, bytesLimit);
            }
            else
            {
                await using var plain = Decompress(raw, encoding);
                await body.FillAsync(plain, bytesLimit);
            }
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            body.Refusal = RejectionReason.BodyTooLarge;
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            body.Refusal = RejectionReason.BodyCut;
            body.ClientHasLeft = cut is not BadHttpRequestException;
        }
        catch (Exception damaged) when (encoding != BodyEncoding.Identity && damaged is InvalidDataException or InvalidOperationException)
        {
            body.Refusal = RejectionReason.BodyUndecodable;
        }

        return body;
    }

    static Stream Decompress(Stream raw, BodyEncoding encoding)
    {
        // By default the framework ends a cut stream as if it were whole, and the events cut off would be missed by no one. The
        // switch is read when the framework's classes are first used, which in the API is here.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
        return encoding == BodyEncoding.Gzip
            ? new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true)
            : new BrotliStream(raw, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>
    /// Takes no token: the server itself fails the read when the client leaves or the process stops. A read cancelled by us would
    /// stay open in the server, which then logs an error when it tidies up.
    /// </summary>
    async ValueTask FillAsync(Stream plain, int bytesLimit)
    {
        while (true)
        {
            if (length == room.Length) Grow();
            var read = await plain.ReadAsync(room.AsMemory(length, Math.Min(room.Length - length, bytesLimit + 1 - length)), CancellationToken.None);
            if (read == 0) return;
            length += read;
            if (length <= bytesLimit) continue;
            Refusal = RejectionReason.BodyTooLarge;
            return;
        }
    }

    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * room.Length);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(room);
        room = larger;
    }

    public void Dispose()
    {
        if (room.Length > 0) ArrayPool<byte>.Shared.Return(room);
        room = [];
        length = 0;
    }
}
