using System.Globalization;

namespace Analytics.Load.Runs;

/// <summary>
/// What was sent, what was promised and what the system says it has: the last words of every run. Counts are events. Each that got
/// a 202 must be stored, and once.
/// </summary>
/// <param name="Sent">Made and posted, each once however often its request was sent.</param>
/// <param name="Accepted">In a 202.</param>
/// <param name="Refused">In a 4xx, or listed as rejected in a 202.</param>
/// <param name="Unknown">Never answered for sure, or not yet when the waiting ended; may be stored or not.</param>
/// <param name="RepeatedRequests">Requests with events that were sent again with the same ids.</param>
/// <param name="Account">The sum of the accounts' ledgers at the end.</param>
/// <param name="BacklogAtEnd">Events that were accepted and not yet stored when the load ended.</param>
/// <param name="DrainTime">How long it took from there until nothing was in flight; null when nobody could see it.</param>
sealed record RunLedger(
    long Sent, long Accepted, long Refused, long Unknown, long RepeatedRequests, AccountLedger Account, long BacklogAtEnd, TimeSpan? DrainTime)
{
    /// <summary>Why the accounts' ledgers could not be asked at the end: then nobody knows what is stored, nor what is lost.</summary>
    public string? NotRead { get; init; }

    /// <param name="sent">What the answers said.</param>
    /// <param name="drained">From the end of the load.</param>
    /// <param name="settled">When all was done.</param>
    public static RunLedger Of(SentEvents sent, Settlement drained, Settlement settled)
    {
        var (accepted, refused, all) = (sent.Accepted, sent.Refused, sent.Sent);
        // The engine gives up a request that is a minute late. What becomes of it nobody has counted yet, and it may be stored.
        return new(
            all,
            accepted,
            refused,
            all - accepted - refused,
            sent.RepeatedRequests,
            settled.Last,
            Math.Max(0, accepted - drained.First.Kept),
            drained.Fault is null ? drained.Took : null)
        {
            NotRead = settled.Fault,
        };
    }

    /// <summary>Promised and neither stored nor set aside. Where some are <see cref="Unknown"/>, these may hide as many.</summary>
    public long Lost => NotRead is null ? Math.Max(0, Accepted - Account.Kept) : 0;

    /// <summary>Stored and never sent: something counts twice.</summary>
    public long TooMany => Math.Max(0, Account.Kept - Accepted - Unknown);

    /// <summary>For reports: a count that only the accounts' ledgers say.</summary>
    public string Known(long count) => NotRead is null ? count.ToString("N0", CultureInfo.InvariantCulture) : "?";

    /// <summary>For reports: what was left when the load ended.</summary>
    public string DrainText => DrainTime is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"{BacklogAtEnd:N0} events were on their way when the load ended, for {time.TotalSeconds:0.0} s.")
        : "What was on its way when the load ended nobody could see.";

    /// <summary>What is wrong, each in a sentence; empty when the ledger closes.</summary>
    public IEnumerable<string> Faults
    {
        get
        {
            if (NotRead is not null) yield return $"the ledger was not read, and nobody knows what is stored ({NotRead})";
            if (Lost > 0) yield return $"{Lost} accepted events are lost{(Account.InFlight > 0 ? $" or still on their way ({Account.InFlight} in flight, and nothing moved for {LedgerReader.StandstillLimit.TotalSeconds} s)" : "")}";
            if (TooMany > 0) yield return $"{TooMany} events are stored that were never sent";
            if (Account.SetAside > 0) yield return $"{Account.SetAside} events were set aside, and none had a reason to be";
            if (Refused > 0) yield return $"{Refused} events were refused, and none had a reason to be";
        }
    }
}
