namespace Ingest.Api.Answers;

/// <summary>
/// How much an answer's body says about its age. The routes that older services' clients call keep the documented shape to the
/// letter; the headers say it all on every route.
/// </summary>
enum FreshnessShown
{
    /// <summary><c>as_of</c>, <c>source</c>, <c>cached</c> and <c>stale</c>.</summary>
    Whole,

    /// <summary><c>cached</c>.</summary>
    Cached,

    /// <summary>Nothing.</summary>
    HeadersOnly,
}
