namespace Analytics.Load.Runs;

/// <summary>
/// All that a run found. The profile is as the command line changed it. Steps are the rates that a search tried, in order, and empty
/// otherwise; the rest is then of the best one.
/// </summary>
sealed record RunResult(LoadProfile Profile, IReadOnlyList<RequestFigures> Requests, RunLedger Ledger, LagFigures Lag, IReadOnlyList<SearchStep> Steps)
{
    /// <summary>How long events needed until a summary counted them that nobody had asked for before; see <see cref="LagProbe"/>.</summary>
    public LagFigures SummaryLag { get; init; } = LagFigures.None;

    /// <summary>How long the load took: as planned, or until its last answer, if that was later or it was interrupted.</summary>
    public TimeSpan LoadTime { get; init; } = Profile.Length;

    /// <summary>Why it ended before its time, when the user wanted it to or the system was gone; else null.</summary>
    public string? Interruption { get; init; }

    /// <summary>The step that a search ends with; null when none held, or it was no search.</summary>
    public SearchStep? Best => Steps.LastOrDefault(step => step.Holds && step.RequestsPerMinute == Profile.RequestsPerMinute);

    /// <summary>Accepted events a second; of a search at the best rate. Null when there was none, or nothing was posted.</summary>
    public double? EventsPerSecond => Profile.Search is not null ? Best?.EventsPerSecond
        : Requests.Any(one => one.Name == "record_events" && one.Ok > 0) && LoadTime > TimeSpan.Zero ? Ledger.Accepted / LoadTime.TotalSeconds
        : null;

    /// <summary>What was wrong with the ledger of the run that warmed a search up, whose figures nobody judges.</summary>
    public IReadOnlyList<string> WarmUpFaults { get; init; } = [];

    public long Failed => Requests.Sum(one => one.Failed);

    /// <summary>Whether the thresholds hold, in the profile's order.</summary>
    public IReadOnlyList<ThresholdVerdict> Thresholds => [.. Profile.Thresholds.Select(one => ThresholdVerdict.Of(one.Key, one.Value, this))];

    /// <summary>Why the run did not pass; empty when it did.</summary>
    public IReadOnlyList<string> Faults =>
    [
        .. Profile.Search is null ? Ledger.Faults : LedgerFaultsOfSearch,
        .. Requests.Where(one => one.Failed >= Profile.FailureLimit)
            .Select(one => $"{one.Name} failed {one.Failed} times, and at {Profile.FailureLimit} a run ends, whatever is left of its {Profile.Length.TotalSeconds} s"),
        .. Thresholds.Where(one => !one.Holds).Select(one => one.Fault),
        .. Interruption is { } interruption ? [interruption] : Array.Empty<string>(),
        .. Profile.Search is not null && !Steps.Any(step => step.Holds) ? ["not even the least rate holds"] : Array.Empty<string>(),
    ];

    IEnumerable<string> LedgerFaultsOfSearch =>
    [
        .. WarmUpFaults.Select(fault => $"in the warm-up, {fault}"),
        .. Steps.SelectMany(step => step.Faults.Select(fault => $"at {step.RequestsPerMinute} requests a minute, {fault}")),
    ];
}
