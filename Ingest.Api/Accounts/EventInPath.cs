using System.Reflection;
using Ingest.Api.Parameters;

namespace Ingest.Api.Accounts;

/// <summary>The event id that a path names after its account, as <see cref="AccountPaths"/> found it; a route takes it as a parameter.</summary>
sealed record EventInPath(string? Id, BadParameter? Fault)
{
    /// <summary>The name of the route's parameter.</summary>
    public const string Parameter = "event_id";

    /// <summary>From the path segment as it came.</summary>
    public static EventInPath Of(string rawSegment)
    {
        var (id, fault) = PathSegment.IdOf(Parameter, rawSegment);
        return new(id, fault);
    }

    /// <summary>Lets minimal APIs bind a parameter of this type.</summary>
    public static ValueTask<EventInPath?> BindAsync(HttpContext http, ParameterInfo _) =>
        ValueTask.FromResult<EventInPath?>(http.Features.Get<EventInPath>() ?? new(null, PathSegment.Unread(Parameter, "/accounts/{account_id}/events/")));
}
