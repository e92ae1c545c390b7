using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Ingest.Api.Security;

/// <summary>
/// Which web pages may send events from their visitors' browsers (<c>Security:Origins</c>). Ingest only: no page may ask. Without
/// credentials: a key is the only one that counts. By default any page where keys are asked for, since the key says whose events
/// they are, and none in the open mode, where any page that its owner visits could otherwise write to it.
/// </summary>
static class IngestOrigins
{
    public const string Any = "*";

    static readonly string[] Sent =
    [
        "Content-Type", "Content-Encoding", "Authorization", "X-Api-Key", "X-Request-Id", "traceparent", "tracestate",
        "X-Retry-Count", // Segment's
        "ce-specversion", "ce-id", "ce-source", "ce-type", "ce-subject", "ce-time",
    ];
    static readonly string[] Shown = ["Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-Request-Id", "X-Ignored"];
    static readonly TimeSpan PreflightAge = TimeSpan.FromHours(2);

    /// <summary>The policy that ingest routes name.</summary>
    public const string Policy = "ingest";

    /// <summary>The origins of those pages; <c>*</c> is any.</summary>
    public static string[] Allowed(SecurityOptions options) => options.Origins ?? (options.Mode == SecurityMode.Keys ? [Any] : []);

    public static void Configure(CorsOptions cors, SecurityOptions options)
    {
        var origins = Allowed(options);
        cors.AddPolicy(Policy, policy =>
        {
            policy.WithMethods("POST").WithHeaders(Sent).WithExposedHeaders(Shown).SetPreflightMaxAge(PreflightAge).DisallowCredentials();
            if (origins.Contains(Any)) policy.AllowAnyOrigin();
            else policy.WithOrigins(origins);
        });
    }
}
