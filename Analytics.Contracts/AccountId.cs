namespace Analytics.Contracts;

/// <summary>What an account id may be in a question or in a key: the same that an event may carry.</summary>
public static class AccountId
{
    /// <summary>What is wrong with it, to follow the parameter's name; null when nothing is.</summary>
    public static string? FaultOf(string id)
    {
        if (id.Length == 0) return "is empty";
        if (id.Contains('\0', StringComparison.Ordinal)) return "must not hold U+0000";
        return EventLimits.IsLonger(id, EventLimits.NameLengthLimit) ? $"must not be longer than {EventLimits.NameLengthLimit} characters" : null;
    }
}
