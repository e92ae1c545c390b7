using Analytics.Data.Events;
using Analytics.Data.SetAside;

namespace Ingest.Api.Listing;

/// <summary>What is known of an event: where it is stored, or how it was set aside, or neither.</summary>
readonly record struct EventState(EventRow? Stored, SetAsideEvent? SetAside)
{
    public bool IsKnown => Stored is not null || SetAside is not null;
}
