using Ingest.Api.Events;
using Ingest.Api.Parameters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Problems;

/// <summary>The refusals of the reading routes as RFC 9457 problem+json.</summary>
static class Problem
{
    /// <summary>400 that names the parameter.</summary>
    public static ProblemHttpResult BadParameter(BadParameter fault) => TypedResults.Problem(
        fault.Detail,
        statusCode: StatusCodes.Status400BadRequest,
        title: "A parameter is not right.",
        extensions: new Dictionary<string, object?> { ["parameter"] = fault.Parameter });

    /// <summary>What the edge refuses, with its code, as <see cref="Rejections"/> has it.</summary>
    public static ProblemHttpResult Refused(RejectionReason reason)
    {
        var row = Rejections.Row(reason);
        return TypedResults.Problem(row.Message, statusCode: row.Status, extensions: new Dictionary<string, object?> { ["code"] = row.Code });
    }

    /// <summary>404.</summary>
    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "There is no such thing.");

    /// <summary>503 with Retry-After, in seconds: what is stored cannot be read now.</summary>
    public static UnavailableProblem StoreAway(int retryAfterSeconds) =>
        new(retryAfterSeconds, "What is stored cannot be read now.", "The database does not answer. Events are still accepted; ask again.");

    /// <summary>503 with Retry-After, in seconds: a question about raw rows that took too long.</summary>
    public static UnavailableProblem TooCostly(int retryAfterSeconds, string detail) =>
        new(retryAfterSeconds, "This question takes too long.", $"{detail} Ask for a shorter range, or with a filter less.");

    /// <summary>503 with Retry-After, in seconds: the broker does not answer.</summary>
    public static UnavailableProblem BrokerAway(int retryAfterSeconds) =>
        new(retryAfterSeconds, "The queue cannot be reached now.", "The broker does not answer. Nothing is lost; ask again.");

    /// <summary>503 with Retry-After, in seconds: as many as may are at it.</summary>
    public static UnavailableProblem Busy(int retryAfterSeconds, string detail) => new(retryAfterSeconds, "Too many at once.", detail);
}
