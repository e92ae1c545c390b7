namespace Analytics.Client;

/// <summary>
/// Where an application says what happened. Tracking is a side effect: whatever becomes of an event, the code that tracked it goes on as
/// if nothing had been. Thread-safe; one for a process is enough.
/// </summary>
public interface IEventTracker
{
    /// <summary>What became of all events so far.</summary>
    EventCounts Counts { get; }

    /// <summary>
    /// Takes an event, to be sent in the background. Never throws, never waits, and returns nothing to wait for. The event's id and time
    /// are set here, so that it counts once, when it happened, however often it must be sent. An event that cannot be taken (the buffer
    /// is full, a field is empty, the metadata cannot be written) is counted and logged.
    /// </summary>
    /// <param name="account">The tenant; 1 to 200 characters.</param>
    /// <param name="user">Who did it; 1 to 200 characters.</param>
    /// <param name="type">What happened.</param>
    /// <param name="metadata">
    /// More about it, or null. It is written as JSON before this returns, so it may be changed afterwards; at most 32 kB of JSON and 16
    /// levels. Values are texts, numbers, booleans, null, dates and times, GUIDs, enums, JSON nodes and elements, and lists and
    /// dictionaries of these.
    /// </param>
    /// <param name="path">The page or route it happened on, or null; at most 2,000 characters.</param>
    void Track(string account, string user, EventName type, IReadOnlyDictionary<string, object?>? metadata = null, string? path = null);

    /// <summary>
    /// Sends what was tracked before, without waiting for a batch to fill, and returns when each of those events has been sent, refused
    /// or dropped; see <see cref="Counts"/>. While the server is away that may be never: give a token.
    /// </summary>
    /// <param name="cancellation">Ends the waiting; the events stay in the buffer.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    Task FlushAsync(CancellationToken cancellation = default);
}
