using System.Text.Json.Serialization;

namespace Ingest.Api.Health;

/// <summary>Whether a dependency answers: <c>up</c>, or <c>down</c> with the reason.</summary>
sealed record DependencyState(
    string State, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail)
{
    public static readonly DependencyState Up = new("up", null);

    public static DependencyState Down(string detail) => new("down", detail);

    [JsonIgnore]
    public bool IsUp => State == "up";
}
