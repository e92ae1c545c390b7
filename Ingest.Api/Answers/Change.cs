namespace Ingest.Api.Answers;

/// <summary>How a figure changed against the one before: 0.25 is a quarter more, -1 is nothing left.</summary>
static class Change
{
    /// <summary>The change as a fraction of what was before, four digits; null when there was nothing.</summary>
    public static double? Between(long before, long now) => before == 0 ? null : Math.Round((double)(now - before) / before, 4);
}
