namespace Ingest.Api.Broker;

/// <summary>
/// Tells a bus that does not come back from a broker that is away: its publishes run out of time one after another, while RabbitMQ
/// takes messages on another connection. MassTransit 8.4 sometimes never connects again after its connection broke.
/// </summary>
sealed class BusPatience
{
    /// <summary>So many publishes in a row: with their time limit and the breaker's pauses some five seconds or more.</summary>
    const int TimeoutLimit = 4;

    int before;

    /// <summary>Whether the bus is to be replaced. Asked regularly; what ran out of time while the broker was away does not count.</summary>
    public bool IsOver(bool brokerAnswers, int timeoutsInARow)
    {
        if (!brokerAnswers || timeoutsInARow < before) before = timeoutsInARow;
        if (!brokerAnswers || timeoutsInARow - before < TimeoutLimit) return false;
        before = timeoutsInARow;
        return true;
    }
}
