using System.Text.Json.Serialization;

namespace Ingest.Api.Answers;

/// <summary>
/// What every answer says about its age. The members stand here for the documentation: they are written by
/// <see cref="AnswerResult{TAnswer}"/>, behind the others, as they are known only when the answer is given.
/// </summary>
abstract record FreshAnswer
{
    /// <summary>When PostgreSQL was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AsOf { get; init; }

    /// <summary><c>cache</c>, <c>rollup</c> or <c>raw</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary>Whether it was made for an earlier request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Cached { get; init; }

    /// <summary>Whether it is older than it should be, because PostgreSQL cannot be asked now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Stale { get; init; }
}
