using System.Globalization;

namespace Ingest.Api.Problems;

/// <summary>
/// 503 as RFC 9457 problem+json with Retry-After, all of which is said when it is written: a handler that
/// <see cref="AnswerDeadline"/> left behind may come to it when the server already answers the connection's next request.
/// </summary>
sealed class UnavailableProblem(int retryAfterSeconds, string title, string detail) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: title).ExecuteAsync(httpContext);
    }
}
