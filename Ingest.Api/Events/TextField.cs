namespace Ingest.Api.Events;

/// <summary>A string field as it stands in the body: UTF-8 between the quotes, escapes included. Points into the body; nothing is copied.</summary>
ref struct TextField
{
    public ReadOnlySpan<byte> Bytes;

    /// <summary>Some value other than null stands there.</summary>
    public bool IsPresent;

    /// <summary>The value is a string; else <see cref="Bytes"/> says nothing.</summary>
    public bool IsString;

    /// <summary><see cref="Bytes"/> holds escapes still.</summary>
    public bool IsEscaped;
}
