using Analytics.Data.Accounts;

namespace Ingest.Api.Security;

/// <summary>How routes say what they ask of a key.</summary>
static class AccessConventions
{
    /// <summary>Everybody may ask.</summary>
    public static TBuilder NeedsNoKey<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(Access.WithoutKey);

    /// <summary>For keys of this scope, for the account that the request names in this way, or for all accounts.</summary>
    public static TBuilder NeedsKey<TBuilder>(
        this TBuilder routes, ApiKeyScopes scope, AccountFrom account, string? parameter = null, KeyPlaces places = KeyPlaces.Headers)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Access(scope, account, parameter, places));
}
