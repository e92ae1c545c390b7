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

    readonly Lock gate = new();
    readonly Dictionary<string, long> codes = [];
    readonly List<RejectedLine> first = [];
    readonly SortedSet<long> open = [];
    long accepted, rejected, resent, lastDelivered;

    public long Accepted => Interlocked.Read(ref accepted);

    public long Rejected => Interlocked.Read(ref rejected);

    /// <summary>Requests sent again.</summary>
    public long Resent => Interlocked.Read(ref resent);

    /// <summary>Lines that were given an event id here.</summary>
    public long IdsGiven { get; set; }

    /// <summary>The earliest rejected lines, in order.</summary>
    public IReadOnlyList<RejectedLine> FirstRejections
    {
        get
        {
            lock (gate)
                return [.. first];
        }
    }

    /// <summary>How often each code came, most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Codes
    {
        get
        {
            lock (gate)
                return [.. codes.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>Every line up to this one has its answer; 0 when none has.</summary>
    public long DeliveredUpTo
    {
        get
        {
            lock (gate)
                return open.Count == 0 ? lastDelivered : open.Min - 1;
        }
    }

    public void Open(ImportBatch batch)
    {
        lock (gate)
            open.Add(batch.FirstLine);
    }

    public void Close(ImportBatch batch)
    {
        lock (gate)
        {
            open.Remove(batch.FirstLine);
            lastDelivered = Math.Max(lastDelivered, batch.LastLine);
        }
    }

    public void Accept(long events) => Interlocked.Add(ref accepted, events);

    public void Resend() => Interlocked.Increment(ref resent);

    public void Reject(long lineNumber, string? code, string? message)
    {
        code ??= "no_code";
        lock (gate)
        {
            Count(code, 1);
            var at = first.FindLastIndex(r => r.LineNumber <= lineNumber) + 1;
            if (at >= FirstRejectionsLimit)
                return;
            first.Insert(at, new RejectedLine(lineNumber, code, message ?? ""));
            if (first.Count > FirstRejectionsLimit)
                first.RemoveAt(FirstRejectionsLimit);
        }
    }

    /// <summary>Rejections that the server counted and did not list.</summary>
    public void RejectUnlisted(long events)
    {
        lock (gate)
            Count("not_listed", events);
    }

    void Count(string code, long events)
    {
        rejected += events;
        if (!codes.ContainsKey(code) && codes.Count >= CodesLimit)
            code = "other";
        codes[code] = codes.GetValueOrDefault(code) + events;
    }
}
