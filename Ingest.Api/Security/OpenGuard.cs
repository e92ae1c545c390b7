using System.Net;
using Analytics.Data.Accounts;
using Ingest.Api.Events;
using Ingest.Api.Problems;
using Ingest.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Security;

/// <summary>
/// Stands where <see cref="AccessGuard"/> does when no keys are asked for. Only this machine reaches such a server, but its owner's
/// browser is on this machine, with every page that it shows. A page whose own name leads here would be of our origin, and read and
/// write what it likes: so the name must be this machine's. And what is neither ingest nor a question may be asked by our own page only:
/// a POST without a body is sent by a browser without asking first.
/// </summary>
sealed class OpenGuard(RequestDelegate next, IOptions<SecurityOptions> options, ApiMetrics metrics)
{
    readonly bool anyName = options.Value.AllowOpenOnAnyAddress;

    public Task InvokeAsync(HttpContext http)
    {
        if (!anyName && !IsThisMachine(http.Request.Host.Host)) return RefuseAsync(http, RejectionReason.HostNotAllowed);
        if (Administers(http) && !PageOrigins.MayAdminister(http.Request)) return RefuseAsync(http, RejectionReason.OriginNotAllowed);
        return next(http);
    }

    /// <summary>No browser leaves the name out.</summary>
    static bool IsThisMachine(string name) =>
        name is "127.0.0.1" or ""
        || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address))
        || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    static bool Administers(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint route && (route.Metadata.GetMetadata<Access>() ?? Access.Unsaid).Scope == ApiKeyScopes.Admin
        && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);

    Task RefuseAsync(HttpContext http, RejectionReason reason)
    {
        metrics.Refused(reason);
        return RefusedAs.AnswerAsync(http, reason);
    }
}
