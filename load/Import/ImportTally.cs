namespace Analytics.Load.Import;

/// <summary>One rejected line of the file.</summary>
readonly record struct RejectedLine(long LineNumber, string Code, string Message);

/// <summary>
/// Counts what became of the lines, from several connections at once. Keeps the first few rejections and how often each code
/// came, never all of them: a file of a billion bad lines must not take the memory.
/// </summary>
sealed class ImportTally
{
    public const int FirstRejectionsLimit = 10;

    // Codes are the server's; a server that makes one up for each event must not fill the memory either.
    const int CodesLimit = 100;

    readonly Lock _lock = new();
    readonly Dictionary<string, long> _codes = [];
    readonly List<RejectedLine> _first = [];
    readonly SortedSet<long> _open = [];
    long _accepted, _rejected, _resent, _lastDelivered;

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Rejected => Interlocked.Read(ref _rejected);

    /// <summary>Requests sent again.</summary>
    public long Resent => Interlocked.Read(ref _resent);

    /// <summary>Lines that were given an event id here.</summary>
    public long IdsGiven { get; set; }

    /// <summary>The earliest rejected lines, in order.</summary>
    public IReadOnlyList<RejectedLine> FirstRejections
    {
        get
        {
            lock (_lock)
                return [.. _first];
        }
    }

    /// <summary>How often each code came, most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Codes
    {
        get
        {
            lock (_lock)
                return [.. _codes.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>Every line up to this one has its answer; 0 when none has.</summary>
    public long DeliveredUpTo
    {
        get
        {
            lock (_lock)
                return _open.Count == 0 ? _lastDelivered : _open.Min - 1;
        }
    }

    public void Open(ImportBatch batch)
    {
        lock (_lock)
            _open.Add(batch.FirstLine);
    }

    public void Close(ImportBatch batch)
    {
        lock (_lock)
        {
            _open.Remove(batch.FirstLine);
            _lastDelivered = Math.Max(_lastDelivered, batch.LastLine);
        }
    }

    public void Accept(long events) => Interlocked.Add(ref _accepted, events);

    public void Resend() => Interlocked.Increment(ref _resent);

    public void Reject(long lineNumber, string? code, string? message)
    {
        code ??= "no_code";
        lock (_lock)
        {
            Count(code, 1);
            var at = _first.FindLastIndex(r => r.LineNumber <= lineNumber) + 1;
            if (at >= FirstRejectionsLimit)
                return;
            _first.Insert(at, new RejectedLine(lineNumber, code, message ?? ""));
            if (_first.Count > FirstRejectionsLimit)
                _first.RemoveAt(FirstRejectionsLimit);
        }
    }

    /// <summary>Rejections that the server counted and did not list.</summary>
    public void RejectUnlisted(long events)
    {
        lock (_lock)
            Count("not_listed", events);
    }

    void Count(string code, long events)
    {
        _rejected += events;
        if (!_codes.ContainsKey(code) && _codes.Count >= CodesLimit)
            code = "other";
        _codes[code] = _codes.GetValueOrDefault(code) + events;
    }
}
