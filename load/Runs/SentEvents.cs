namespace Analytics.Load.Runs;

/// <summary>Counts what became of the run's events as far as the answers tell. An event that is sent again counts once.</summary>
sealed class SentEvents
{
    long sent, accepted, refused, unknown, repeatedRequests;
    string? firstRefusal;

    public long Sent => Interlocked.Read(ref sent);

    /// <summary>In a 202: each must be stored.</summary>
    public long Accepted => Interlocked.Read(ref accepted);

    /// <summary>Refused by name, or with their whole request: none may be stored.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Without an answer, or with one that says nothing for sure, to the last repetition: may be stored or not.</summary>
    public long Unknown => Interlocked.Read(ref unknown);

    /// <summary>Requests with events that were sent again with the same ids.</summary>
    public long RepeatedRequests => Interlocked.Read(ref repeatedRequests);

    /// <summary>Why the first was refused.</summary>
    public string? FirstRefusal => firstRefusal;

    public void Send(int events) => Interlocked.Add(ref sent, events);

    public void Accept(int events) => Interlocked.Add(ref accepted, events);

    public void Refuse(int events, string reason)
    {
        Interlocked.Add(ref refused, events);
        Interlocked.CompareExchange(ref firstRefusal, reason, null);
    }

    public void LoseSightOf(int events) => Interlocked.Add(ref unknown, events);

    public void Repeat() => Interlocked.Increment(ref repeatedRequests);
}
