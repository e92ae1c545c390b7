namespace Ingest.Api.SetAside;

/// <summary>202 of a replay: the request is on the broker's disk, a worker will see to it.</summary>
sealed record ReplayAnswer(string Message);
