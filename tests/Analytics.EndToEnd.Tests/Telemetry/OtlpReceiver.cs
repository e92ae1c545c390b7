using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Analytics.EndToEnd.Tests.Telemetry;

/// <summary>Takes what is sent by OTLP over HTTP, and keeps it.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    readonly string address = $"http://127.0.0.1:{FreePort.Take()}";
    readonly WebApplication server;
    readonly ConcurrentQueue<(string Signal, byte[] Body)> received = new();

    public OtlpReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        server = builder.Build();
        server.Run(KeepAsync);
    }

    /// <summary>What tells a program to send here, soon after it has something.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", address),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_BSP_SCHEDULE_DELAY", "100"),
        ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
    ];

    internal IReadOnlyList<SentSpan> Spans => [.. received.Where(one => one.Signal == "/v1/traces").SelectMany(one => SentSpan.Of(one.Body))];

    /// <summary>Everything of a signal (<c>traces</c>, <c>metrics</c>, <c>logs</c>) as if it were text: whether a word was sent, and no more.</summary>
    public string Words(string signal) => string.Concat(received.Where(one => one.Signal == $"/v1/{signal}").Select(one => Encoding.UTF8.GetString(one.Body)));

    public Task StartAsync() => server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    async Task KeepAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        received.Enqueue((http.Request.Path.Value!, body.ToArray()));
        http.Response.ContentType = "application/x-protobuf";
    }
}
