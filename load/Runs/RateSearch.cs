namespace Analytics.Load.Runs;

/// <summary>
/// Looks for the highest rate that holds: doubles until one does not (or halves until one does), then halves the gap between the
/// best that held and the least that did not, until the two are within a tenth. Knows nothing of time or requests.
/// </summary>
sealed class RateSearch(int first, int limit)
{
    const double Precision = 1.1;

    /// <summary>A request a second: a system that does not take that is not looked at any further.</summary>
    public const int Least = 60;

    int tooHigh = int.MaxValue;

    /// <summary>The best rate so far; 0 when none held.</summary>
    public int Best { get; private set; }

    /// <summary>The rate to try now; null when the search has ended.</summary>
    public int? Next { get; private set; } = first;

    /// <summary>Notes how <see cref="Next"/> went.</summary>
    public void Note(bool holds)
    {
        var tried = Next ?? throw new InvalidOperationException("The search has ended.");
        if (holds) Best = tried;
        else tooHigh = tried;
        Next = Best == limit || tooHigh <= Math.Max(Best * Precision, Least) ? null
            : Best == 0 ? Math.Max(tooHigh / 2, Least)
            : tooHigh == int.MaxValue ? (int)Math.Min(2L * Best, limit)
            : Best + ((tooHigh - Best) / 2);
    }
}
