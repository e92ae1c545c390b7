using Analytics.Data.Accounts;

namespace Ingest.Api.Security;

/// <summary>What a route asks of a key. Every route says it, beside its mapping; one that does not is for administrators of all accounts.</summary>
sealed record Access(ApiKeyScopes Scope, AccountFrom Account, string? Parameter = null, KeyPlaces Places = KeyPlaces.Headers)
{
    /// <summary>What is asked by a route that says nothing.</summary>
    public static readonly Access Unsaid = new(ApiKeyScopes.Admin, AccountFrom.All);

    public static readonly Access WithoutKey = new(ApiKeyScopes.None, AccountFrom.Nowhere);
}
