using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Problems;

/// <summary>The refusals of the reading routes as RFC 9457 problem+json.</summary>
static class Problem
{
    /// <summary>400 that names the parameter.</summary>
    public static ProblemHttpResult BadParameter(string parameter, string detail) => TypedResults.Problem(
        detail,
        statusCode: StatusCodes.Status400BadRequest,
        title: "A parameter is not right.",
        extensions: new Dictionary<string, object?> { ["parameter"] = parameter });

    /// <summary>503 with Retry-After, in seconds: what is stored cannot be read now.</summary>
    public static ProblemHttpResult StoreAway(HttpContext http, int retryAfterSeconds)
    {
        http.Response.Headers.RetryAfter = retryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            "The database does not answer. Events are still accepted; ask again.",
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "Summaries cannot be read now.");
    }
}
