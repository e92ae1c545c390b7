namespace Analytics.Data.Accounts;

/// <summary>Scopes as the table and the command line write them.</summary>
public static class ApiKeyScopeNames
{
    static readonly (string Name, ApiKeyScopes Scope)[] Names =
        [("write", ApiKeyScopes.Write), ("read", ApiKeyScopes.Read), ("admin", ApiKeyScopes.Admin)];

    public static string[] Of(ApiKeyScopes scopes) => [.. Names.Where(one => scopes.HasFlag(one.Scope)).Select(one => one.Name)];

    /// <summary>The scopes of these names; null when there is none, or one of them is no scope.</summary>
    public static ApiKeyScopes? Parse(IEnumerable<string> names)
    {
        var scopes = ApiKeyScopes.None;
        foreach (var name in names)
        {
            var found = Names.FirstOrDefault(one => one.Name == name).Scope;
            if (found == ApiKeyScopes.None) return null;
            scopes |= found;
        }

        return scopes == ApiKeyScopes.None ? null : scopes;
    }
}
