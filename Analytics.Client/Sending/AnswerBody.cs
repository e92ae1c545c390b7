using System.Text.Json;

namespace Analytics.Client.Sending;

/// <summary>What is read of an answer's body, be it a 202's or a problem's; the rest is left.</summary>
sealed record AnswerBody(string? Code, IReadOnlyList<RejectedEvent>? Rejected)
{
    static readonly AnswerBody Empty = new(null, null);

    /// <summary>Never null: a body of another kind, such as a proxy's page, says nothing.</summary>
    public static AnswerBody Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AnswerJson.Default.AnswerBody) ?? Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }
}
