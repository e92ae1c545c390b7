using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Analytics.Load.Import;

/// <summary>
/// Gives an event without an id one that is always the same for the same line of the same file. The API would make a new id
/// for every request, so that a resend after a lost answer, or a second import, would store the event again.
/// </summary>
sealed class StableEventId(string filePath)
{
    readonly byte[] name = Encoding.UTF8.GetBytes(NameOf(filePath));

    /// <summary>
    /// Writes the line, with an id when it is an object whose <c>event_id</c> is absent or null. Anything else, malformed JSON
    /// too, is written as it is: what to say about it is the server's business.
    /// </summary>
    /// <returns>True when an id was added.</returns>
    public bool Write(ReadOnlySpan<byte> line, long lineNumber, IBufferWriter<byte> output)
    {
        switch (Find(line, out var at, out var isEmpty))
        {
            case Id.Absent:
                output.Write(line[..at]);
                output.Write("\"event_id\":"u8);
                WriteId(line, lineNumber, output);
                if (!isEmpty)
                    output.Write(","u8);
                output.Write(line[at..]);
                return true;
            case Id.Null:
                output.Write(line[..at]);
                WriteId(line, lineNumber, output);
                output.Write(line[(at + "null".Length)..]);
                return true;
            default:
                output.Write(line);
                return false;
        }
    }

    enum Id
    {
        NotOurs,
        Present,
        Absent,
        Null,
    }

    static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^".gz".Length] : name;
    }

    static Id Find(ReadOnlySpan<byte> line, out int at, out bool isEmpty)
    {
        at = 0;
        isEmpty = true;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return Id.NotOurs;
            at = (int)reader.BytesConsumed;
            var found = Id.Absent;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                isEmpty = false;
                var isId = reader.ValueTextEquals("event_id"u8);
                reader.Read();
                if (isId)
                {
                    if (reader.TokenType != JsonTokenType.Null)
                        return Id.Present;
                    found = Id.Null;
                    at = (int)reader.TokenStartIndex;
                }

                reader.Skip();
            }

            return reader.Read() ? Id.NotOurs : found;
        }
        catch (JsonException)
        {
            return Id.NotOurs;
        }
    }

    // The content is hashed too: two files of one name must not take each other's events for duplicates.
    void WriteId(ReadOnlySpan<byte> line, long lineNumber, IBufferWriter<byte> output)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, lineNumber);
        hash.AppendData(name);
        hash.AppendData(number);
        hash.AppendData(line);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80); // version 8: a UUID made by a rule of one's own (RFC 9562 §5.8)
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        var id = new Guid(digest[..16], bigEndian: true);
        var text = output.GetSpan(38);
        text[0] = text[37] = (byte)'"';
        id.TryFormat(text[1..], out _);
        output.Advance(38);
    }
}
