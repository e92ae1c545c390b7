using System.Diagnostics.CodeAnalysis;

namespace Analytics.Client.Buffering;

/// <summary>
/// Writes metadata while its caller waits, so that nobody can change it meanwhile, its size is known, and what cannot be written is found
/// where it comes from. The writer is kept by thread: for a few values, writing them costs less than a microsecond.
/// </summary>
static class MetadataJson
{
    /// <summary>The server takes no more, in bytes of JSON.</summary>
    public const int BytesLimit = 32 * 1024;

    /// <summary>The server takes no more levels, the metadata itself counted.</summary>
    public const int DepthLimit = 16;

    const int KeptCapacity = 4 * BytesLimit;

    [ThreadStatic]
    static JsonPen? kept;

    /// <summary>False, with the reason, when the server would not take it.</summary>
    public static bool TryWrite(IReadOnlyDictionary<string, object?> metadata, [NotNullWhen(true)] out byte[]? json, [NotNullWhen(false)] out string? fault)
    {
        // Taken away while it is used: a value that is enumerated may itself track something.
        var pen = kept ?? new JsonPen(DepthLimit);
        kept = null;
        (json, fault) = (null, null);
        try
        {
            MetadataValue.WriteMap(pen.Json, metadata);
            pen.Json.Flush();
            if (pen.Written.Length > BytesLimit) fault = "metadata_too_large";
            else json = pen.Written.ToArray();
        }
        catch (Exception unwritable)
        {
            // Whatever a foreign collection throws, and the writer, for a value that is none of JSON's. Its message may hold the value.
            fault = unwritable is MetadataTooLargeException ? "metadata_too_large" : $"metadata_unwritable ({unwritable.GetType().Name})";
        }

        pen.Clear();
        if (pen.Capacity <= KeptCapacity) kept = pen;
        return fault is null;
    }
}
