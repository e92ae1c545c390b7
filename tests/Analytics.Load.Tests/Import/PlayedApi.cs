using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.Load.Tests.Import;

/// <summary>A real server on a free port that gives the documented answers of <c>POST /events</c> as a test scripts them.</summary>
sealed class PlayedApi : IAsyncDisposable
{
    readonly WebApplication app;
    int requests;

    PlayedApi(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First() + "/");

    /// <summary>The bodies that arrived, decompressed, in the order of arrival.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    /// <param name="answer">Gets the request's number from 1, its lines, and the context to answer on.</param>
    public static async Task<PlayedApi> StartAsync(Func<int, string[], HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new PlayedApi(builder.Build());
        api.app.MapPost("/events", async (HttpContext context) =>
        {
            var body = await ReadAsync(context.Request);
            api.Bodies.Enqueue(body);
            var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await answer(Interlocked.Increment(ref api.requests), lines, context);
        });
        await api.app.StartAsync();
        return api;
    }

    public static Task AcceptAsync(HttpContext context, int queued, params object[] rejected)
    {
        context.Response.StatusCode = 202;
        return context.Response.WriteAsJsonAsync(new { statusCode = 202, jobId = "j", queued, event_ids = Array.Empty<string>(), rejected });
    }

    public static Task RefuseAsync(HttpContext context, int status, string? retryAfter = null, object[]? rejected = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsJsonAsync(new { title = "Refused", detail = "as scripted", status, rejected }, options: null, "application/problem+json");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    static async Task<string> ReadAsync(HttpRequest request)
    {
        Assert.Equal("application/x-ndjson", request.ContentType);
        var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var reader = new StreamReader(body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
