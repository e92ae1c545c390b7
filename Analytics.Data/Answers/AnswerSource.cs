namespace Analytics.Data.Answers;

/// <summary>What an answer was computed from.</summary>
public enum AnswerSource
{
    /// <summary>Counts by hour and day, raw rows at the ragged ends only: the cost does not grow with the events.</summary>
    Rollup,

    /// <summary>The rows themselves.</summary>
    Raw,
}
