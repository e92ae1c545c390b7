namespace Ingest.Api.Security;

/// <summary>Where a route says which account it is about.</summary>
enum AccountFrom
{
    /// <summary>Nowhere: it is about no account, and everybody may ask.</summary>
    Nowhere,

    /// <summary>In <c>/accounts/{account_id}/…</c>.</summary>
    Path,

    /// <summary>In the parameter that <see cref="Access.Parameter"/> names; where it is missing, it is about all.</summary>
    Query,

    /// <summary>In each event of the body.</summary>
    Body,

    /// <summary>In the key: it is about that account, or with a key for all about all.</summary>
    Key,

    /// <summary>It is about all of them.</summary>
    All,
}
