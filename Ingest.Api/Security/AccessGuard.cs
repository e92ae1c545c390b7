using Analytics.Data.Accounts;
using Ingest.Api.Accounts;
using Ingest.Api.Events;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Requests;
using Ingest.Api.Telemetry;

namespace Ingest.Api.Security;

/// <summary>
/// Stands between routing and every route, where keys are asked for: is there a key, is it good for this, is it good for this
/// account. What it lets through carries its <see cref="ApiKey"/> as a feature, unless the key is still to be found in the body.
/// Another's account is answered as one that does not exist, and whether it exists makes no difference.
/// </summary>
sealed class AccessGuard(RequestDelegate next, KeyCheck keys, ApiMetrics metrics)
{
    public Task InvokeAsync(HttpContext http)
    {
        // What is no route of ours is no secret either: 404, 405.
        if (http.GetEndpoint() is not RouteEndpoint route) return next(http);
        var access = route.Metadata.GetMetadata<Access>() ?? Access.Unsaid;
        if (access.Account == AccountFrom.Nowhere) return next(http);

        if (!PresentedKey.TryRead(http.Request, access.Places, out var presented))
            return access.Places.HasFlag(KeyPlaces.Body) ? next(http) : RefuseAsync(http, RejectionReason.MissingKey);
        var (key, refusal) = keys.Find(presented, access.Scope);
        if (key is null) return RefuseAsync(http, refusal);
        http.Features.Set(key);
        RequestIdentity.BelongsTo(http, key.AccountId);
        return key.AccountId is null ? next(http) : WithinAccountAsync(http, access, key.AccountId);
    }

    Task WithinAccountAsync(HttpContext http, Access access, string own)
    {
        var (named, fault) = access.Account switch
        {
            AccountFrom.Body or AccountFrom.Key => (own, null), // each event is looked at where it is read, and so is the key
            AccountFrom.Path => InPath(http),
            AccountFrom.Query => InQuery(http, access.Parameter!),
            _ => (null, null),
        };
        if (fault is not null) return Problem.BadParameter(fault).ExecuteAsync(http);
        if (named == own) return next(http);
        return named is null ? RefuseAsync(http, RejectionReason.OneAccountOnly) : Problem.NotFound("There is no such account.").ExecuteAsync(http);
    }

    /// <summary>A path that was spelled otherwise, and whose account nobody read, is of no account.</summary>
    static (string? Named, BadParameter? Fault) InPath(HttpContext http) =>
        http.Features.Get<AccountInPath>() is { } account ? (account.Id, account.Fault) : ("", null);

    static (string? Named, BadParameter? Fault) InQuery(HttpContext http, string parameter)
    {
        var parameters = new ParameterReader(http.Request.QueryString.Value);
        return (parameters.Account(parameter, required: false), parameters.Fault);
    }

    Task RefuseAsync(HttpContext http, RejectionReason reason)
    {
        metrics.Refused(reason);
        if (reason is RejectionReason.MissingKey or RejectionReason.UnknownKey) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (reason == RejectionReason.KeysAway) http.Response.Headers.RetryAfter = KeyCheck.RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return RefusedAs.AnswerAsync(http, reason);
    }
}
