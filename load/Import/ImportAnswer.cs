using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Load.Import;

/// <summary>One event that the server refused, by its index among the lines of the request.</summary>
sealed record RejectedEvent(
    [property: JsonPropertyName("index")] int Index,
    [property: JsonPropertyName("code")] string? Code,
    [property: JsonPropertyName("message")] string? Message);

/// <summary>
/// What <c>POST /events</c> answers: a 202 with <c>queued</c>, or problem+json with <c>title</c> and <c>detail</c>; the list of
/// the rejected in both. Members that are not needed here are not read.
/// </summary>
sealed record ImportAnswer(
    [property: JsonPropertyName("queued")] int? Queued,
    [property: JsonPropertyName("rejected")] IReadOnlyList<RejectedEvent>? Rejected,
    [property: JsonPropertyName("title")] string? Title,
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("code")] string? Code)
{
    /// <summary>Reads an answer's body.</summary>
    /// <returns>Null when it is not a JSON object of that kind.</returns>
    public static ImportAnswer? TryParse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<ImportAnswer>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
