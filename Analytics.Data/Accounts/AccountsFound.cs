namespace Analytics.Data.Accounts;

/// <summary>Account ids that were looked for; <paramref name="IsComplete"/> when there are no others.</summary>
public sealed record AccountsFound(IReadOnlyList<string> AccountIds, bool IsComplete);
