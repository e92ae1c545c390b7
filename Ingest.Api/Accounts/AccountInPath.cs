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
        var (id, fault) = PathSegment.IdOf(Parameter, rawSegment);
        return new(id, fault);
    }

    /// <summary>Lets minimal APIs bind a parameter of this type.</summary>
    public static ValueTask<AccountInPath?> BindAsync(HttpContext http, ParameterInfo _) =>
        ValueTask.FromResult<AccountInPath?>(http.Features.Get<AccountInPath>() ?? new(null, PathSegment.Unread(Parameter, "/accounts/")));
}
