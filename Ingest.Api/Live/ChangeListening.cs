using Analytics.Data.Cache;
using Analytics.Data.Changes;

namespace Ingest.Api.Live;

/// <summary>
/// Hears over Redis what workers tell. Whether it would hear anything it knows from an echo of its own: only a message that went to
/// Redis and back shows that the connection, the subscription and Redis itself live.
/// </summary>
sealed class ChangeListening(RedisCache cache, RedisChannels channels, LiveHub hub, TimeProvider clock)
{
    static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(2.5);

    long heardAt;

    /// <summary>Whether a change would be heard of.</summary>
    public bool IsHearing => cache.Trouble is null && !IsSilent;

    bool IsSilent => Volatile.Read(ref heardAt) is var at && (at == 0 || clock.GetElapsedTime(at) > SilenceLimit);

    /// <summary>Says a word to itself; before, when nothing was heard for a while, it listens anew. To be called about once a second.</summary>
    public async Task EchoAsync(CancellationToken cancellation)
    {
        if (IsSilent) await channels.ListenAsync(ChangeMessage.Channel, Heard, cancellation);
        await channels.PublishAsync(ChangeMessage.Channel, ChangeMessage.Echo, cancellation);
    }

    void Heard(byte[] message)
    {
        Volatile.Write(ref heardAt, clock.GetTimestamp());
        hub.Change(ChangeMessage.AccountsOf(message));
    }
}
