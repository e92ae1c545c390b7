namespace Ingest.Api.Telemetry;

/// <summary>The pipeline as this process last saw it; null is what it does not know now.</summary>
/// <param name="InFlight">Events of all accounts.</param>
/// <param name="Messages">Ready in the queue.</param>
/// <param name="Errors">In the error queue.</param>
/// <param name="OldestSeconds">The age of the oldest event in flight.</param>
readonly record struct PipelineState(long? InFlight, long? Messages, long? Errors, double? OldestSeconds);
