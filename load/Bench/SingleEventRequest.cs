using System.Buffers.Text;
using Analytics.Load.Events;

namespace Analytics.Load.Bench;

/// <summary>
/// One connection's request with one event, sent again and again: before each sending the last twelve digits of its event id
/// are written anew, so that every event is a new one and nothing is built while the clock runs.
/// </summary>
sealed class SingleEventRequest
{
    const int IdLength = 36;
    const int CounterDigits = 12;

    readonly byte[] request;
    readonly int counterAt;
    long counter;

    /// <param name="api">Where it will be sent.</param>
    /// <param name="key">The key to send, or null.</param>
    /// <param name="like">The event; its id's first 24 characters must not be shared with another connection's.</param>
    public SingleEventRequest(Uri api, MadeEvent like, string? key = null)
    {
        (request, var idAt) = EventRequests.Single(api, like, key);
        counterAt = idAt + IdLength - CounterDigits;
    }

    /// <summary>The request with an id that it never had before; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        Utf8Formatter.TryFormat(counter++, request.AsSpan(counterAt, CounterDigits), out _, new System.Buffers.StandardFormat('x', CounterDigits));
        return request;
    }
}
