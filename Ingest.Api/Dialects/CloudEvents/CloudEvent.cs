using Ingest.Api.Parameters;
using Microsoft.Net.Http.Headers;

namespace Ingest.Api.Dialects.CloudEvents;

/// <summary>The attributes of one event that are read, unescaped; empty where there is none. Extensions are not read.</summary>
ref struct CloudEvent
{
    const string HeaderPrefix = "ce-";

    public ReadOnlySpan<byte> SpecVersion;
    public ReadOnlySpan<byte> Id;
    public ReadOnlySpan<byte> Source;
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Subject;
    public ReadOnlySpan<byte> Time;

    /// <summary>The data in JSON.</summary>
    public JsonSlice Data;

    /// <summary>Data that is none, in base64.</summary>
    public JsonSlice DataBase64;

    /// <summary>An attribute is no text, or one that cannot be stored.</summary>
    public bool IsDamaged;

    /// <summary>From an event in JSON.</summary>
    public static CloudEvent Read(JsonSlice item)
    {
        var read = default(CloudEvent);
        var members = new JsonMembers(item);
        while (members.Next())
        {
            if (members.Is("specversion"u8)) read.SpecVersion = read.TextOf(members.Value);
            else if (members.Is("id"u8)) read.Id = read.TextOf(members.Value);
            else if (members.Is("source"u8)) read.Source = read.TextOf(members.Value);
            else if (members.Is("type"u8)) read.Type = read.TextOf(members.Value);
            else if (members.Is("subject"u8)) read.Subject = read.TextOf(members.Value);
            else if (members.Is("time"u8)) read.Time = read.TextOf(members.Value);
            else if (members.Is("data"u8)) read.Data = members.Value;
            else if (members.Is("data_base64"u8)) read.DataBase64 = members.Value;
        }

        return read;
    }

    /// <summary>From a request's headers, whose texts are percent-encoded and may then be quoted (HTTP binding 1.0.2, §3.1.3.2).</summary>
    public static CloudEvent Read(IHeaderDictionary headers)
    {
        var read = default(CloudEvent);
        read.SpecVersion = read.TextOf(headers, "specversion");
        read.Id = read.TextOf(headers, "id");
        read.Source = read.TextOf(headers, "source");
        read.Type = read.TextOf(headers, "type");
        read.Subject = read.TextOf(headers, "subject");
        read.Time = read.TextOf(headers, "time");
        return read;
    }

    /// <summary>Whether a request has attributes in its headers.</summary>
    public static bool IsIn(IHeaderDictionary headers) => headers.ContainsKey($"{HeaderPrefix}specversion") || headers.ContainsKey($"{HeaderPrefix}id");

    ReadOnlySpan<byte> TextOf(JsonSlice value)
    {
        var text = value.Text();
        IsDamaged |= value.IsThere && text.IsEmpty;
        return text;
    }

    ReadOnlySpan<byte> TextOf(IHeaderDictionary headers, string name)
    {
        var values = headers[HeaderPrefix + name];
        if (values.Count == 0) return default;
        var text = values.Count == 1 ? PercentEncoding.Decoded(Unquoted(values[0]!), plusIsSpace: false) : null;
        IsDamaged |= string.IsNullOrEmpty(text) || text.Contains('\0', StringComparison.Ordinal);
        return System.Text.Encoding.UTF8.GetBytes(text ?? "");
    }

    static ReadOnlySpan<char> Unquoted(string value) => value is ['"', .., '"'] ? HeaderUtilities.UnescapeAsQuotedString(value) : value;
}
