using System.Buffers;
using System.Text.Json;
using Analytics.Contracts;

namespace Ingest.Api.Dialects;

/// <summary>
/// Makes one metadata object out of several. Of equal names the last written wins, as PostgreSQL reads it. What is larger than metadata
/// may be is not copied to its end: it is refused, and need not be whole for that.
/// </summary>
sealed class MetadataWriter
{
    const int EnoughToBeRefused = EventLimits.MetadataBytesLimit + 1;

    readonly ArrayBufferWriter<byte> json = new(256);

    public MetadataWriter() => json.Write("{"u8);

    /// <summary>A member under a name that needs no escapes; nothing when the value is not there.</summary>
    public void Add(ReadOnlySpan<byte> name, JsonSlice value)
    {
        if (!value.IsThere) return;
        Begin();
        json.Write("\""u8);
        json.Write(name);
        json.Write("\":"u8);
        Copy(value.Raw);
    }

    /// <summary>A member whose name and value are plain texts.</summary>
    public void Add(string name, string value)
    {
        Begin();
        json.Write("\""u8);
        json.Write(JsonEncodedText.Encode(name).EncodedUtf8Bytes);
        json.Write("\":\""u8);
        Copy(JsonEncodedText.Encode(value).EncodedUtf8Bytes);
        json.Write("\""u8);
    }

    /// <summary>All members of an object, but for one name; nothing when it is none.</summary>
    public void AddAll(JsonSlice of, ReadOnlySpan<byte> but = default)
    {
        var members = new JsonMembers(of);
        while (json.WrittenCount < EnoughToBeRefused && members.Next())
        {
            if (!but.IsEmpty && members.Is(but)) continue;
            Begin();
            Copy(members.RawName);
            json.Write(":"u8);
            Copy(members.Value.Raw);
        }
    }

    /// <summary>The object; nothing may be written after. More than metadata may be when it is too large, and then it may be no JSON.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        json.Write("}"u8);
        return json.WrittenSpan;
    }

    void Begin()
    {
        if (json.WrittenCount > 1) json.Write(","u8);
    }

    void Copy(ReadOnlySpan<byte> raw) => json.Write(raw[..Math.Min(raw.Length, EnoughToBeRefused)]);
}
