namespace Ingest.Api.ErrorQueue;

/// <summary>Answer of <c>GET /pipeline/errors</c>: how many messages there are, and the first of them.</summary>
sealed record ErrorQueueAnswer(uint Depth, IReadOnlyList<ErrorMessage> Messages);
