namespace Ingest.Api.Broker;

/// <summary>
/// Tells a bus that does not come back from a broker that is away: its publishes fail one after another, while RabbitMQ takes messages
/// on another connection. MassTransit 8.4 sometimes does not connect again after its connection broke; and a channel that RabbitMQ 3.10
/// opened while the leader of a queue was dying has been seen to refuse all it was sent (tests/FAULTS.md). A queue that is full refuses,
/// too, and on any channel: so each bus gets twice the patience of the last.
/// </summary>
sealed class BusPatience
{
    /// <summary>So many publishes in a row: with the breaker's pauses some four seconds, or ten, when each has run out of time.</summary>
    const int FirstLimit = 4;

    /// <summary>Some four minutes.</summary>
    const int LastLimit = 256;

    int before;
    int limit = FirstLimit;

    /// <summary>Whether the bus is to be replaced. Asked regularly; what failed while the broker was away does not count.</summary>
    public bool IsOver(bool brokerAnswers, int failuresInARow)
    {
        if (failuresInARow < before) limit = FirstLimit;
        if (!brokerAnswers || failuresInARow < before) before = failuresInARow;
        if (!brokerAnswers || failuresInARow - before < limit) return false;
        before = failuresInARow;
        limit = Math.Min(2 * limit, LastLimit);
        return true;
    }
}
