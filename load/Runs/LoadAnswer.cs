using System.Globalization;

namespace Analytics.Load.Runs;

/// <summary>How one request ended, its repetitions included.</summary>
/// <param name="Status">The last answer's; 0 when there was none.</param>
/// <param name="IsOk">It is the one that was wanted.</param>
/// <param name="Bytes">Of the answer's body.</param>
/// <param name="Problem">What was wrong, for the user.</param>
readonly record struct LoadAnswer(int Status, bool IsOk, int Bytes, string? Problem = null)
{
    /// <summary>For the table of answers.</summary>
    public string Code => Status == 0 ? "no_answer" : Status.ToString(CultureInfo.InvariantCulture);
}
