namespace Ingest.Api.Listing;

/// <summary>As many readers as may are waiting for an event.</summary>
sealed class TooManyWaitsException() : Exception("Too many readers wait.");
