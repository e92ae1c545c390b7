using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.Client.Tests.Played;

/// <summary>A real server that gives the documented answers of <c>POST /events</c> as a test scripts them: those that a real API does not give when asked.</summary>
sealed class PlayedApi : IAsyncDisposable
{
    readonly WebApplication app;
    int requests;

    PlayedApi(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>What arrived whole, in order.</summary>
    public ConcurrentQueue<ReceivedBatch> Batches { get; } = new();

    /// <summary>What was asked for besides that.</summary>
    public ConcurrentQueue<string> Elsewhere { get; } = new();

    public IEnumerable<Guid> Ids => Batches.SelectMany(batch => batch.Ids);

    /// <summary>Starts one.</summary>
    /// <param name="answer">Null: everything is taken.</param>
    /// <param name="port">0: a free one.</param>
    /// <param name="keep">False: what arrived is not kept.</param>
    public static async Task<PlayedApi> StartAsync(Func<ReceivedBatch, HttpContext, Task>? answer = null, int port = 0, bool keep = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.UseShutdownTimeout(TimeSpan.Zero);
        var api = new PlayedApi(builder.Build());
        api.app.MapPost("/events", async (HttpContext context) =>
        {
            var batch = await api.ReadAsync(context.Request);
            if (keep) api.Batches.Enqueue(batch);
            await (answer ?? ((received, answered) => AcceptAsync(answered, received.Count)))(batch, context);
        });
        api.app.MapFallback((HttpRequest request) => api.Elsewhere.Enqueue($"{request.Method} {request.Path}"));
        await api.app.StartAsync();
        return api;
    }

    public static Task AcceptAsync(HttpContext context, int queued, params object[] rejected)
    {
        context.Response.StatusCode = 202;
        return context.Response.WriteAsJsonAsync(new { statusCode = 202, jobId = "j", queued, event_ids = Array.Empty<string>(), rejected });
    }

    public static Task RefuseAsync(HttpContext context, int status, string? code = null, string? retryAfter = null, object[]? rejected = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsJsonAsync(new { title = "Refused", status, code, rejected = rejected ?? [] }, options: null, "application/problem+json");
    }

    public static object Rejection(int index, string code, string field) => new { index, event_id = (string?)null, code, field, message = "as scripted" };

    public Task BatchesAsync(int atLeast) => Eventually.TrueAsync(() => Task.FromResult(Batches.Count >= atLeast), $"{atLeast} requests");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task<ReceivedBatch> ReadAsync(HttpRequest request)
    {
        Assert.Equal("application/x-ndjson", request.ContentType);
        string? encoding = request.Headers.ContentEncoding;
        using var reader = new StreamReader(encoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        return new ReceivedBatch(Interlocked.Increment(ref requests), request.Headers.Authorization, encoding, body);
    }
}
