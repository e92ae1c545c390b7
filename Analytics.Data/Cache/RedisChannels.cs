using StackExchange.Redis;

namespace Analytics.Data.Cache;

/// <summary>
/// Short messages between processes over Redis, on the cache's connection, under its time limit and breaker. At most once: what is
/// said while Redis is away, or while a listener's connection is, nobody hears; both sides must do well without.
/// </summary>
public sealed class RedisChannels(RedisCache cache)
{
    /// <summary>Whether Redis took the message; who heard it, if anyone, is not known.</summary>
    public async ValueTask<bool> PublishAsync(string channel, byte[] message, CancellationToken cancellation)
    {
        var outcome = await cache.CallAsync(
            "publish", static (redis, said) => redis.PublishAsync(RedisChannel.Literal(said.channel), said.message, CommandFlags.None), (channel, message), cancellation);
        return Done("publish", "published", outcome is { Exception: null });
    }

    /// <summary>
    /// Listens on the connection that there is now, in place of whoever listened before. Call it again when nothing is heard: a
    /// subscription may die with its connection, and nothing here would say so. <paramref name="heard"/> is called for one message after
    /// the other and must be quick.
    /// </summary>
    public async ValueTask<bool> ListenAsync(string channel, Action<byte[]> heard, CancellationToken cancellation)
    {
        var outcome = await cache.CallAsync("subscribe", static (redis, to) => SubscribeAsync(redis.Multiplexer.GetSubscriber(), RedisChannel.Literal(to.channel), to.heard), (channel, heard), cancellation);
        return Done("subscribe", "subscribed", outcome is { Exception: null });
    }

    bool Done(string operation, string how, bool done)
    {
        if (done) cache.Metrics.Done(operation, how);
        return done;
    }

    static async Task<bool> SubscribeAsync(ISubscriber subscriber, RedisChannel channel, Action<byte[]> heard)
    {
        await subscriber.UnsubscribeAsync(channel, null, CommandFlags.None);
        var messages = await subscriber.SubscribeAsync(channel, CommandFlags.None);
        messages.OnMessage(message => heard((byte[]?)message.Message ?? []));
        return true;
    }
}
