using System.Threading.Channels;
using Analytics.Data.Accounts;

namespace Ingest.Api.Live;

/// <summary>
/// What waits for one client. A client that reads more slowly than messages come loses the oldest: each summary is whole, so what
/// it sees is late and never wrong, and it holds no more memory than <see cref="FrameLimit"/> references to what all share.
/// </summary>
sealed class LiveStream(LiveWatch watch, ApiKey? key)
{
    public const int FrameLimit = 16;

    readonly Channel<byte[]> frames = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(FrameLimit)
    {
        FullMode = BoundedChannelFullMode.DropOldest,
        SingleReader = true,
    });

    /// <summary>What it shows.</summary>
    public LiveWatch Watch => watch;

    /// <summary>The key that opened it; null where none are asked for.</summary>
    public ApiKey? Key => key;

    /// <summary>All that waits and all that comes, until <see cref="End"/>.</summary>
    public IAsyncEnumerable<byte[]> ReadAllAsync(CancellationToken cancellation) => frames.Reader.ReadAllAsync(cancellation);

    public void Offer(byte[] frame) => frames.Writer.TryWrite(frame);

    /// <summary>Ends it in order, after what waits.</summary>
    public void End() => frames.Writer.TryComplete();
}
