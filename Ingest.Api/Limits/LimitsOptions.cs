using Microsoft.Extensions.Options;

namespace Ingest.Api.Limits;

/// <summary>
/// How much one may ask and send; section <c>Limits</c>. Where keys are asked for, there are limits that only a runaway client meets;
/// in the open mode there are none unless set. An address is an IPv4 address or a /64 of IPv6. Whatever the burst and however large
/// the requests, no more comes through in the long run than so many a minute.
/// </summary>
sealed class LimitsOptions
{
    /// <summary>Requests of one key. Default with keys: 60,000 a minute.</summary>
    [ValidateObjectMembers]
    public RateLimit KeyRequests { get; set; } = new();

    /// <summary>Events of one key. Default with keys: 3,000,000 a minute.</summary>
    [ValidateObjectMembers]
    public RateLimit KeyEvents { get; set; } = new();

    /// <summary>Requests from one address, whatever their key. Default with keys: 60,000 a minute.</summary>
    [ValidateObjectMembers]
    public RateLimit AddressRequests { get; set; } = new();

    /// <summary>Events from one address. Default: no limit.</summary>
    [ValidateObjectMembers]
    public RateLimit AddressEvents { get; set; } = new();
}
