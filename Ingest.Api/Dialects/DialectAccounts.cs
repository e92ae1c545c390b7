using System.Globalization;
using System.Text;
using Analytics.Contracts;
using Analytics.Data.Accounts;
using Ingest.Api.Events;
using Ingest.Api.Limits;
using Ingest.Api.Requests;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Dialects;

/// <summary>
/// Whose events a request brings. Where keys are asked for, those of its key's account; the guard has looked at a key that came in
/// front of the body, one in the body is looked at here, and without one nothing is taken. In the open mode the key is the account.
/// </summary>
sealed class DialectAccounts(KeyCheck keys, RateLimits rates, IOptions<SecurityOptions> options)
{
    /// <summary>Where a dialect's key may stand in front of the body, beside our own two headers.</summary>
    public const KeyPlaces PlacesInFront = KeyPlaces.Basic | KeyPlaces.Query;

    readonly bool hasKeys = options.Value.Mode == SecurityMode.Keys;

    /// <summary>Whether the request's key is still to be found: then it is a stranger's body that is read.</summary>
    public bool IsStranger(HttpContext http) => hasKeys && http.Features.Get<ApiKey>() is null;

    /// <summary>The account's bytes. Where the key was shown in front of the body, the body is not looked at.</summary>
    public RejectionReason Find(HttpContext http, IDialect dialect, ReadOnlySpan<byte> body, out ReadOnlyMemory<byte> account)
    {
        account = default;
        if (!hasKeys) return FindOpen(PresentedKey.TryRead(http.Request, PlacesInFront, out var named) ? named.Text ?? "" : dialect.KeyIn(body), out account);
        var refusal = http.Features.Get<ApiKey>() is null ? FindLate(http, dialect.KeyIn(body)) : RejectionReason.None;
        if (refusal != RejectionReason.None) return refusal;
        account = http.Features.GetRequiredFeature<ApiKey>().AccountUtf8;
        return account.IsEmpty ? RejectionReason.KeyOfAllAccounts : RejectionReason.None;
    }

    /// <summary>What the guard does, and the limit behind it, for a key that they did not see.</summary>
    RejectionReason FindLate(HttpContext http, string? inBody)
    {
        if (inBody is null) return RejectionReason.MissingWriteKey;
        var (key, refusal) = keys.Find(new PresentedKey(inBody, IsInAddress: false), ApiKeyScopes.Write);
        if (refusal == RejectionReason.KeysAway) http.Response.Headers.RetryAfter = KeyCheck.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        if (key is null) return refusal;
        http.Features.Set(key);
        RequestIdentity.BelongsTo(http, key.AccountId);
        if (rates.KeyRequests?.Take(key.Prefix, 1) is not { } answer) return RejectionReason.None;
        RateLimitHeaders.Write(http.Response.Headers, answer);
        return answer.IsTaken ? RejectionReason.None : RejectionReason.RateLimited;
    }

    static RejectionReason FindOpen(string? named, out ReadOnlyMemory<byte> account)
    {
        account = default;
        if (named is null) return RejectionReason.MissingWriteKey;
        if (AccountId.FaultOf(named) is not null) return RejectionReason.KeyNotAnAccount;
        account = Encoding.UTF8.GetBytes(named);
        return RejectionReason.None;
    }
}
