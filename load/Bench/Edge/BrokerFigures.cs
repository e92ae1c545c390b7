namespace Analytics.Load.Bench.Edge;

/// <summary>Full frames to a queue of their own, all with confirms and as many in flight: by RabbitMQ's client alone, and by ours. Events a second, a round each.</summary>
/// <param name="FramesInFlight">Publishes that await their confirm at once.</param>
/// <param name="EventsInFrame">Events of a full frame.</param>
/// <param name="FrameBytes">Bytes of a full frame.</param>
/// <param name="MessageBytes">Bytes of the message that MassTransit makes of it.</param>
/// <param name="Bare">RabbitMQ.Client publishing the frame's bytes alone: the limit.</param>
/// <param name="Enveloped">RabbitMQ.Client publishing the bytes of MassTransit's message.</param>
/// <param name="Ours">Group commit over MassTransit.</param>
/// <param name="EventsInOurFrames">Events in a frame of ours, as they came out.</param>
sealed record BrokerFigures(
    int FramesInFlight,
    int EventsInFrame,
    int FrameBytes,
    int MessageBytes,
    IReadOnlyList<double> Bare,
    IReadOnlyList<double> Enveloped,
    IReadOnlyList<double> Ours,
    double EventsInOurFrames)
{
    /// <summary>Ours against the limit in the same round.</summary>
    public IReadOnlyList<double> Ratios => [.. Bare.Zip(Ours, (bare, ours) => ours / bare)];

    /// <summary>The client with MassTransit's bytes against the limit: what the envelope's size alone costs.</summary>
    public IReadOnlyList<double> EnvelopeRatios => [.. Bare.Zip(Enveloped, (bare, enveloped) => enveloped / bare)];
}
