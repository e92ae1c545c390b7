using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Data.Summaries;

/// <summary>A summary as Redis keeps it. What is not exactly of this shape is read as nothing: another release or another program may have written it.</summary>
sealed record StoredSummary
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required Summary Summary { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StoredSummaryJson.Default.StoredSummary);

    /// <summary>What was stored, or null when it cannot be read.</summary>
    public static StoredSummary? FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var stored = JsonSerializer.Deserialize(bytes, StoredSummaryJson.Default.StoredSummary);
            return stored is not null && IsWhole(stored.Summary.Types) && IsWhole(stored.Summary.TopUsers) && IsWhole(stored.Summary.TopPaths)
                ? stored
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The serializer refuses a null list, but not a null within one.
    static bool IsWhole(IReadOnlyList<NamedCount> counts) => counts.All(count => count is { Name: not null });
}

/// <summary>Reads and writes <see cref="StoredSummary"/> without reflection; a missing or null member is an error.</summary>
[JsonSourceGenerationOptions(
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredSummary))]
sealed partial class StoredSummaryJson : JsonSerializerContext;
