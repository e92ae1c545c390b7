namespace Ingest.Api.ErrorQueue;

/// <summary>Answer of <c>POST /pipeline/errors/replay</c>: how many messages went back to the ingest queue.</summary>
sealed record ErrorReplayAnswer(int Replayed);
