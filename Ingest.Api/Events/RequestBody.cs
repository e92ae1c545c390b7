using System.IO.Compression;

namespace Ingest.Api.Events;

/// <summary>
/// A whole body, decompressed, in memory of <see cref="BodyRooms"/> until disposed. Reading stops one byte past the limit, so a small
/// body that unpacks to gigabytes costs no more than an honest one; and memory grows with what has come, not with what Content-Length
/// promises.
/// </summary>
sealed class RequestBody : IDisposable
{
    const int FirstRoom = 4 * 1024;

    readonly BodyRooms rooms;
    BodyRoom? room;
    int length;

    RequestBody(BodyRooms rooms, int firstRoom) => (this.rooms, room) = (rooms, BodyRoom.Small(firstRoom));

    /// <summary>The bytes read; of no use after <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Bytes => room is { } held ? held.Bytes.AsSpan(0, length) : default;

    /// <summary>Why the body could not be read whole, or <see cref="RejectionReason.None"/>.</summary>
    public RejectionReason Refusal { get; private set; }

    /// <summary>The connection broke: nobody is there to read an answer.</summary>
    public bool ClientHasLeft { get; private set; }

    /// <summary>Reads the body to its end. What the client does wrong, leaving included, is told by <see cref="Refusal"/>, not thrown.</summary>
    /// <param name="raw">The bytes as they come from the client.</param>
    /// <param name="contentLength">What the client says they will be, or null.</param>
    /// <param name="encoding">How they are compressed.</param>
    /// <param name="rooms">Where its memory comes from, and how large it may become.</param>
    public static async ValueTask<RequestBody> ReadAsync(Stream raw, long? contentLength, BodyEncoding encoding, BodyRooms rooms)
    {
        // One byte more than expected: the last read then returns 0 into free room instead of making the room grow.
        var body = new RequestBody(rooms, (int)Math.Min((contentLength ?? FirstRoom) + 1, BodyRooms.SmallBytes));
        if (contentLength > rooms.BodyBytesLimit)
        {
            body.Refusal = RejectionReason.BodyTooLarge;
            return body;
        }

        try
        {
            if (encoding == BodyEncoding.Identity)
            {
                await body.FillAsync(raw);
            }
            else
            {
                await using var plain = Decompress(raw, encoding);
                await body.FillAsync(plain);
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
        catch
        {
            body.Dispose();
            throw;
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
    async ValueTask FillAsync(Stream plain)
    {
        var limit = rooms.BodyBytesLimit;
        while (true)
        {
            if (length == room!.Value.Bytes.Length && !await GrowAsync())
            {
                Refusal = RejectionReason.TooManyLargeBodies;
                return;
            }

            var held = room.Value.Bytes;
            var read = await plain.ReadAsync(held.AsMemory(length, Math.Min(held.Length - length, limit + 1 - length)), CancellationToken.None);
            if (read == 0) return;
            length += read;
            if (length <= limit) continue;
            Refusal = RejectionReason.BodyTooLarge;
            return;
        }
    }

    /// <summary>Moves to a larger room; false when there is none.</summary>
    async ValueTask<bool> GrowAsync()
    {
        var larger = length < BodyRooms.SmallBytes ? BodyRoom.Small(2 * length) : await rooms.TakeAsync(length);
        if (larger is null) return false;
        Bytes.CopyTo(larger.Value.Bytes);
        room!.Value.Return();
        room = larger;
        return true;
    }

    public void Dispose()
    {
        room?.Return();
        room = null;
        length = 0;
    }
}
