namespace Ingest.Api.Live;

/// <summary>Data of <c>event: stale</c>: since when PostgreSQL cannot be read, and of when the last summary is, if there was one.</summary>
sealed record LiveOutage(DateTimeOffset Since, DateTimeOffset? AsOf);
