using System.Net;
using Ingest.Api.Accounts;
using Ingest.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Ingest.Api.Tests.Requests;

public sealed class FailingRouteTests
{
    [Fact]
    public async Task A_defect_is_told_to_the_log_and_not_to_the_client()
    {
        var log = new KeptLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddRequests();
        builder.Services.AddAccountPaths();
        await using var app = builder.Build();
        app.UseRequests();
        app.MapGet("/defect", string () => throw new InvalidOperationException("the password is hunter2"));
        await app.StartAsync();

        using var http = new HttpClient();
        var answer = await http.GetAsync(new Uri(new Uri(app.Urls.First()), "/defect"));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("request_id", body, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Headers.GetValues("X-Request-Id"));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        foreach (var secret in (string[])["hunter2", "InvalidOperationException", " at ", "FailingRoute"]) Assert.DoesNotContain(secret, body, StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.level == LogLevel.Error);
        await app.StopAsync();
    }
}
