using System.Buffers;
using System.Globalization;
using System.Reflection;
using Analytics.Data.Answers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ingest.Api.Answers;

/// <summary>
/// 200 with an answer as it is kept, and behind its own members how fresh it is; or 304 when the client has it already. The entity
/// tag is of the answer's own members, so that an answer that was computed again and came out the same is not sent again.
/// </summary>
sealed class AnswerResult<TAnswer>(CachedAnswer read, FreshnessShown shown, TimeProvider clock) : IResult, IEndpointMetadataProvider
{
    /// <summary>On <c>http.server.request.duration</c>: a kept answer has another objective than one that is computed.</summary>
    const string SourceTag = "answer_source";

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TAnswer), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (answer, response) = (read.Answer, httpContext.Response);
        var tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{answer.BodyHash:x16}{(read.Stale ? "-stale" : "")}\"");
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers["X-As-Of"] = UtcInstant.Text(answer.AsOf);
        var source = AnswerAge.SourceOf(read);
        response.Headers["X-Source"] = source;
        httpContext.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new KeyValuePair<string, object?>(SourceTag, source));
        response.Headers["X-Stale"] = read.Stale ? "true" : "false";
        if (read.Cached)
        {
            var age = Math.Max(0, (long)(clock.GetUtcNow() - answer.AsOf).TotalSeconds);
            response.Headers.Age = age.ToString(CultureInfo.InvariantCulture);
        }

        if (httpContext.Request.Headers.IfNoneMatch.ToString() is { Length: > 0 } known && Matches(known, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // The body is an object with at least one member: its closing brace makes room for the rest.
        var rest = shown switch
        {
            FreshnessShown.Whole => AnswerAge.MembersOf(read),
            FreshnessShown.Cached when read.Cached => ",\"cached\":true}"u8.ToArray(),
            FreshnessShown.Cached => ",\"cached\":false}"u8.ToArray(),
            _ => "}"u8.ToArray(),
        };
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = answer.Body.Length - 1 + rest.Length;
        response.BodyWriter.Write(answer.Body.AsSpan(0, answer.Body.Length - 1));
        await response.BodyWriter.WriteAsync(rest, httpContext.RequestAborted); // one flush, and with it one write to the socket
    }

    static bool Matches(string known, string tag) => known.Split(',', StringSplitOptions.TrimEntries).Any(one => one == tag || one == "*" || $"W/{one}" == tag);
}
