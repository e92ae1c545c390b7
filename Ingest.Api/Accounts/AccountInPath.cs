using System.Reflection;
using Ingest.Api.Parameters;

namespace Ingest.Api.Accounts;

/// <summary>The account id that a path names, as <see cref="AccountPaths"/> found it; a route takes it as a parameter.</summary>
sealed record AccountInPath(string? Id, BadParameter? Fault)
{
    /// <summary>The name of the route's parameter.</summary>
    public const string Parameter = "account_id";

    /// <summary>From the path segment as it came.</summary>
    public static AccountInPath Of(string rawSegment)
    {
        var id = PercentEncoding.Decoded(rawSegment, plusIsSpace: false);
        var fault = id is null ? "is not percent-encoded UTF-8" : AccountId.FaultOf(id);
        return fault is null ? new(id, null) : new(null, new(Parameter, $"{Parameter} {fault}."));
    }

    /// <summary>Lets minimal APIs bind a parameter of this type.</summary>
    public static ValueTask<AccountInPath?> BindAsync(HttpContext http, ParameterInfo _)
    {
        // Another spelling of the path, such as /%61ccounts/…: what its escapes mean was lost in the framework's decoding.
        var found = http.Features.Get<AccountInPath>()
            ?? new(null, new(Parameter, $"{Parameter} can only be read when the path begins with /accounts/ as it is."));
        return ValueTask.FromResult<AccountInPath?>(found);
    }
}
