namespace Analytics.Data.Events;

/// <summary>
/// The rows of some messages, which are stored together or not at all. A message is known by its id: delivered again after a
/// crash between commit and acknowledgement, it is recognised whole and its events are not even duplicates.
/// Disposed, it gives the room of its rows to the next; that may be left out.
/// </summary>
public sealed class EventBatch : IDisposable
{
    readonly List<Message> messages = [];

    /// <summary>All rows, message after message.</summary>
    public List<EventRow> Rows { get; private set; } = RowLists.Take();

    /// <summary>Ids of the messages, in their order.</summary>
    public IEnumerable<Guid> MessageIds => messages.Select(message => message.Id);

    /// <summary>Ends a message: the rows added since the last one are its own. <paramref name="fromBus"/>: it came past every API.</summary>
    public void EndMessage(Guid id, bool fromBus = false)
    {
        var first = messages.Count == 0 ? 0 : messages[^1].End;
        messages.Add(new Message(id, first, Rows.Count, fromBus));
    }

    /// <summary>Rows of messages that are not among the <paramref name="known"/>, and how many of those came past every API.</summary>
    internal (List<EventRow> Rows, List<EventRow> FromBus) Except(HashSet<Guid> known)
    {
        var fromBus = new List<EventRow>();
        foreach (var message in messages.Where(message => message.FromBus && !known.Contains(message.Id))) fromBus.AddRange(RowsOf(message));
        if (known.Count == 0) return (Rows, fromBus);
        var rows = new List<EventRow>(Rows.Count);
        foreach (var message in messages.Where(message => !known.Contains(message.Id))) rows.AddRange(RowsOf(message));
        return (rows, fromBus);
    }

    public void Dispose()
    {
        var done = Rows;
        Rows = [];
        RowLists.GiveBack(done);
    }

    List<EventRow> RowsOf(Message message) => Rows.GetRange(message.First, message.End - message.First);

    readonly record struct Message(Guid Id, int First, int End, bool FromBus);
}
