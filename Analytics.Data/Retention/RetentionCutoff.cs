namespace Analytics.Data.Retention;

/// <summary>What is too old.</summary>
public static class RetentionCutoff
{
    /// <summary>The first day that is kept, the first of a month: before it and today lie so many whole months.</summary>
    public static DateOnly Of(DateTimeOffset now, int months)
    {
        var today = now.UtcDateTime;
        var month = (today.Year * 12) + today.Month - 1 - months;
        return month < 12 ? DateOnly.MinValue : new(month / 12, (month % 12) + 1, 1);
    }
}
