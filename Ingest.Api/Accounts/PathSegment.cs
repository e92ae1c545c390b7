using Analytics.Contracts;
using Ingest.Api.Parameters;

namespace Ingest.Api.Accounts;

/// <summary>An id that a path names, decoded exactly once from its segment as it came.</summary>
static class PathSegment
{
    /// <summary>The id, or what is wrong with it.</summary>
    public static (string? Id, BadParameter? Fault) IdOf(string parameter, string rawSegment)
    {
        var id = PercentEncoding.Decoded(rawSegment, plusIsSpace: false);
        var fault = id is null ? "is not percent-encoded UTF-8" : AccountId.FaultOf(id);
        return fault is null ? (id, null) : (null, new(parameter, $"{parameter} {fault}."));
    }

    /// <summary>For another spelling of the path, such as <c>/%61ccounts/…</c>: what its escapes mean was lost in the framework's decoding.</summary>
    public static BadParameter Unread(string parameter, string path) => new(parameter, $"{parameter} can only be read when the path begins with {path} as it is.");
}
