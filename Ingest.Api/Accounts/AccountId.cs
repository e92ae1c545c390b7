using Analytics.Contracts;

namespace Ingest.Api.Accounts;

/// <summary>What an account id may be in a question: the same that an event may carry.</summary>
static class AccountId
{
    /// <summary>What is wrong with it, to follow the parameter's name; null when nothing is.</summary>
    public static string? FaultOf(string id)
    {
        if (id.Length == 0) return "is empty";
        if (id.Contains('\0', StringComparison.Ordinal)) return "must not hold U+0000";
        return id.Length > EventLimits.NameLengthLimit && id.EnumerateRunes().Count() > EventLimits.NameLengthLimit
            ? $"must not be longer than {EventLimits.NameLengthLimit} characters"
            : null;
    }
}
