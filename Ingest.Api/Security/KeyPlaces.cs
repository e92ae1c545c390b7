namespace Ingest.Api.Security;

/// <summary>Where, beside the two headers, a route takes a key: for clients that cannot set those. The first that is there counts.</summary>
[Flags]
enum KeyPlaces
{
    Headers = 0,

    /// <summary>The user name of <c>Authorization: Basic</c>; the password means nothing.</summary>
    Basic = 1,

    /// <summary>A parameter of the address, which is logged on the way: only a key that can do nothing but write counts there.</summary>
    Query = 2,

    /// <summary>In the body. The guard lets a request without a key pass, and the route itself must ask <see cref="KeyCheck"/> before it takes anything.</summary>
    Body = 4,
}
