namespace Analytics.Load.Runs;

/// <summary>What was read while events settled.</summary>
/// <param name="First">The first reading, or nothing when there was none.</param>
/// <param name="Last">The last that could be read.</param>
/// <param name="Took">From the one to the other.</param>
/// <param name="Fault">Why it ended before its time: the ledger cannot be asked.</param>
sealed record Settlement(AccountLedger First, AccountLedger Last, TimeSpan Took, string? Fault);
