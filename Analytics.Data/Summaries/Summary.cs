using Analytics.Data.Answers;

using Analytics.Data.Selections;

namespace Analytics.Data.Summaries;

/// <summary>The exact answer to a <see cref="SelectedEvents"/>. Every list is ordered by count, the largest first, and then by name (byte order).</summary>
public sealed record Summary
{
    /// <summary>Events in the range.</summary>
    public required long Events { get; init; }

    /// <summary>Distinct user ids in the range; over all accounts, a user id that two accounts use counts once.</summary>
    public required long UniqueUsers { get; init; }

    /// <summary>Distinct types in the range.</summary>
    public required long UniqueTypes { get; init; }

    /// <summary>Events by type, of the 1,000 types with the most.</summary>
    public required IReadOnlyList<NamedCount> Types { get; init; }

    /// <summary>The ten users with the most events.</summary>
    public required IReadOnlyList<NamedCount> TopUsers { get; init; }

    /// <summary>The ten paths with the most events; events without a path are in none.</summary>
    public required IReadOnlyList<NamedCount> TopPaths { get; init; }

    /// <summary>When PostgreSQL was asked.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What it was computed from.</summary>
    public required AnswerSource Source { get; init; }
}
