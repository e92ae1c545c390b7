using Microsoft.Extensions.Options;

namespace Ingest.Api.Events;

/// <summary>
/// The memory that bodies being read may take together. A small body has its own; what outgrows that moves to a medium room, then to
/// a large one, and there are only so many of each: without that, a crowd of large or well-compressed bodies takes what the process has.
/// A body waits for a room while it holds none larger, so no two wait for each other.
/// </summary>
sealed class BodyRooms(IOptions<EventsOptions> options) : IDisposable
{
    /// <summary>What every body may have without asking. Most requests need no more.</summary>
    public const int SmallBytes = 64 * 1024;

    const int MediumBytes = 1024 * 1024;

    // One byte more than the limit: it is by reading that byte that a body is known to be too large.
    readonly BodyShelf medium = new(Math.Min(MediumBytes, options.Value.BodyBytesLimit + 1), options.Value.MediumBodiesLimit);
    readonly BodyShelf large = new(options.Value.BodyBytesLimit + 1, options.Value.LargeBodiesLimit);

    /// <summary>Most bytes of a body, compressed and decompressed.</summary>
    public int BodyBytesLimit { get; } = options.Value.BodyBytesLimit;

    /// <summary>A room for a body that has outgrown so many bytes, or null when none came free in time.</summary>
    public async ValueTask<BodyRoom?> TakeAsync(int outgrown)
    {
        var shelf = outgrown < medium.RoomBytes ? medium : large;
        return await shelf.TakeAsync(options.Value.BodyRoomTimeLimit);
    }

    public void Dispose()
    {
        medium.Dispose();
        large.Dispose();
    }
}
