using Analytics.Data.Accounts;

namespace Ingest.Api.Tests.Security;

/// <summary>What one route asks of a key, with a request about each kind of account.</summary>
sealed record AccessRow(ApiKeyScopes Scope, string? Own = null, string? Other = null, string? All = null)
{
    public string? Body { get; init; }

    public static AccessRow ForEverybody(string target) => new(ApiKeyScopes.None, All: target);

    /// <summary>What a key of these scopes gets: 200 stands for being let through.</summary>
    public int Expected(ApiKeyScopes? key, bool isForAll, string? target)
    {
        if (Scope == ApiKeyScopes.None) return 200;
        if (key is not { } scopes) return 401;
        if (!scopes.HasFlag(Scope) && scopes != ApiKeyScopes.Admin) return 403;
        if (isForAll || target == Own) return 200;
        return target == Other ? 404 : 403;
    }
}
