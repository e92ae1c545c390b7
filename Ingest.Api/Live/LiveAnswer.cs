using System.Reflection;
using Analytics.Data.Accounts;
using Ingest.Api.Problems;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ingest.Api.Live;

/// <summary>
/// 200 and a stream that ends when the client leaves, when its key stops counting, or when the host stops, which waits for no
/// client; 503 when there are too many.
/// </summary>
sealed class LiveAnswer(LiveHub hub, LiveWatch watch, IHostApplicationLifetime host) : IResult, IEndpointMetadataProvider
{
    const int RetryAfterSeconds = 10;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/event-stream"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status503ServiceUnavailable, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (hub.Join(watch, httpContext.Features.Get<ApiKey>()) is not { } stream)
        {
            await Problem.Busy(RetryAfterSeconds, "As many streams are open as may be. Ask again, or ask for the summary itself from time to time.").ExecuteAsync(httpContext);
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, host.ApplicationStopping);
        try
        {
            await WriteAsync(httpContext.Response, stream, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Gone, or stopping.
        }
        finally
        {
            hub.Leave(stream);
        }
    }

    static async Task WriteAsync(HttpResponse response, LiveStream stream, CancellationToken ending)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep messages until its buffer is full
        await response.BodyWriter.WriteAsync(LiveFrame.Opening, ending);
        await foreach (var frame in stream.ReadAllAsync(ending)) await response.BodyWriter.WriteAsync(frame, ending);
    }
}
