namespace Ingest.Api.Listing;

/// <summary>Looks once where an event is; <see cref="EventLookup.FindAsync"/> in the product.</summary>
delegate Task<EventState> LookForEvent(string accountId, string eventId, CancellationToken cancellation);
