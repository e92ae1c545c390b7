using System.Net;
using System.Net.Sockets;
using Analytics.Data.Accounts;
using Ingest.Api.Security;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Limits;

/// <summary>The four limits, each null where it is off.</summary>
sealed class RateLimits
{
    const int RequestsPerMinute = 60_000;
    const int EventsPerMinute = 3_000_000;

    readonly Buckets? keyEvents;
    readonly Buckets? addressEvents;

    public RateLimits(IOptions<LimitsOptions> limits, IOptions<SecurityOptions> security, TimeProvider clock)
    {
        var hasKeys = security.Value.Mode == SecurityMode.Keys;
        KeyRequests = BucketsOf(limits.Value.KeyRequests, hasKeys ? RequestsPerMinute : 0, clock);
        AddressRequests = BucketsOf(limits.Value.AddressRequests, hasKeys ? RequestsPerMinute : 0, clock);
        keyEvents = BucketsOf(limits.Value.KeyEvents, hasKeys ? EventsPerMinute : 0, clock);
        addressEvents = BucketsOf(limits.Value.AddressEvents, 0, clock);
    }

    public Buckets? KeyRequests { get; }

    public Buckets? AddressRequests { get; }

    /// <summary>Takes a request's events, once it is known how many there are; says on the answer how much is left. Null: as many as one likes.</summary>
    public BucketAnswer? TakeEvents(HttpContext http, int events)
    {
        BucketAnswer? answer = null;
        var address = addressEvents is null ? null : AddressOf(http);
        if (address is not null) answer = addressEvents!.Take(address, events);
        if (answer is not { IsTaken: false } && keyEvents is not null && KeyOf(http) is { } key)
        {
            answer = keyEvents.Take(key, events);

            // Nothing of the request goes in, and others of that address have keys of their own.
            if (answer is { IsTaken: false } && address is not null) addressEvents!.PutBack(address, events);
        }

        if (answer is { } said) RateLimitHeaders.Write(http.Response.Headers, said);
        return answer;
    }

    public static string? KeyOf(HttpContext http) => http.Features.Get<ApiKey>()?.Prefix;

    /// <summary>Who holds one IPv6 address holds 2^64 of them.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } wide => new IPAddress([.. wide.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString(),
        var address => address.ToString(),
    };

    static Buckets? BucketsOf(RateLimit limit, int otherwise, TimeProvider clock)
    {
        var perMinute = limit.PerMinute ?? otherwise;
        return perMinute == 0 ? null : new Buckets(perMinute, limit.Burst ?? perMinute, clock);
    }
}
