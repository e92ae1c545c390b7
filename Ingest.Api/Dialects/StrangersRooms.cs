using Ingest.Api.Events;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Dialects;

/// <summary>
/// The memory for bodies whose sender is not known until they are read, because the key stands inside. Few and shared by all of them:
/// who has no key can keep waiting others who show theirs late, and nobody else. At most 28 MB at the default sizes.
/// </summary>
sealed class StrangersRooms(IOptions<EventsOptions> options) : IDisposable
{
    const int MediumBodies = 8;
    const int LargeBodies = 2;

    public BodyRooms Rooms { get; } = new(Options.Create(new EventsOptions
    {
        BodyBytesLimit = options.Value.BodyBytesLimit,
        MediumBodiesLimit = Math.Min(options.Value.MediumBodiesLimit, MediumBodies),
        LargeBodiesLimit = Math.Min(options.Value.LargeBodiesLimit, LargeBodies),
        BodyRoomTimeLimit = options.Value.BodyRoomTimeLimit,
    }));

    public void Dispose() => Rooms.Dispose();
}
