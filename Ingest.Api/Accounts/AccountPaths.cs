using Ingest.Api.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Ingest.Api.Accounts;

/// <summary>
/// Takes the account id out of <c>/accounts/{account_id}/…</c>, and the event id out of <c>/accounts/{account_id}/events/{event_id}</c>,
/// before routing sees the path. The server decodes a path once but
/// leaves <c>%2F</c>, so that <c>a/b</c> and <c>a%2Fb</c> arrive alike, and resolves <c>..</c> after decoding; so an id is read
/// from the request line itself, decoded exactly once, and a plain segment stands in its place while routes are chosen.
/// </summary>
sealed class AccountPaths : IStartupFilter
{
    const string Prefix = "/accounts/";
    const string Events = "/events/";
    const string Nul = "%00";

    static readonly Endpoint HoldsNul = new(
        http => Problem.BadParameter(new("path", "path must not hold U+0000.")).ExecuteAsync(http), EndpointMetadataCollection.Empty, "A path that holds U+0000");

    /// <summary>Before all of the application's own middleware, as routing puts itself first there.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(RewriteAsync);
        next(app);
    };

    /// <summary>The id's segment and what follows it, its slash included, both as they came; null when the target is no such path.</summary>
    public static (string segment, string rest)? Split(string rawTarget)
    {
        var path = rawTarget.AsSpan();
        var end = path.IndexOfAny('?', '#');
        if (end >= 0) path = path[..end];
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && path[0] != '/')
        {
            path = path[(scheme + 3)..];
            path = path[Math.Max(path.IndexOf('/'), 0)..];
        }

        if (!path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        path = path[Prefix.Length..];
        var slash = path.IndexOf('/');
        return slash < 0 || slash == path.Length - 1 ? null : (path[..slash].ToString(), path[slash..].ToString());
    }

    /// <summary>The event id's segment as it came, from what follows the account; null when an event is not what it names.</summary>
    public static string? EventSegment(string rest)
    {
        if (!rest.StartsWith(Events, StringComparison.OrdinalIgnoreCase)) return null;
        var segment = rest[Events.Length..];
        return segment.Length == 0 || segment.Contains('/', StringComparison.Ordinal) ? null : segment;
    }

    static Task RewriteAsync(HttpContext http, RequestDelegate next) =>
        Split(http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "") is var (segment, rest) ? RewriteAsync(http, next, segment, rest) : next(http);

    static async Task RewriteAsync(HttpContext http, RequestDelegate next, string segment, string rest)
    {
        var path = http.Request.Path;
        http.Features.Set(AccountInPath.Of(segment));
        if (EventSegment(rest) is { } named)
        {
            http.Features.Set(EventInPath.Of(named));
            rest = $"{Events}-";
        }

        // In a target that names its host the server lets it through, and the framework throws when it is to decode it. Routing keeps to what is chosen here.
        if (rest.Contains(Nul, StringComparison.Ordinal)) http.SetEndpoint(HoldsNul);
        else http.Request.Path = PathString.FromUriComponent($"{Prefix}-{rest}");
        try
        {
            await next(http);
        }
        finally
        {
            // The log line of the finished request is written from it.
            http.Request.Path = path;
        }
    }
}
