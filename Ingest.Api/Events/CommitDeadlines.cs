using System.Collections.Concurrent;

namespace Ingest.Api.Events;

/// <summary>
/// Settles the tickets that nobody has decided in time, all at one look. A timer and a token for each request would be a good part of
/// what a request costs; as all have the same time, the oldest comes first and one queue will do.
/// </summary>
sealed class CommitDeadlines
{
    /// <summary>How finely time is told: a ticket is given up at the end of its time limit or one part of so many before.</summary>
    const int Parts = 20;

    readonly ConcurrentQueue<(CommitTicket Ticket, int Sweep)> waiting = new();
    int sweep;

    /// <summary>How often to sweep.</summary>
    public static TimeSpan Interval(TimeSpan timeLimit) => timeLimit / Parts;

    public void Add(CommitTicket ticket) => waiting.Enqueue((ticket, Volatile.Read(ref sweep)));

    /// <summary>Forgets what is decided and gives up what is too old. One caller at a time.</summary>
    public void Sweep()
    {
        var now = Interlocked.Increment(ref sweep);
        while (waiting.TryPeek(out var oldest) && (oldest.Ticket.IsOver || now - oldest.Sweep >= Parts))
        {
            oldest.Ticket.Settle(CommitResult.Unconfirmed);
            waiting.TryDequeue(out _);
        }
    }
}
