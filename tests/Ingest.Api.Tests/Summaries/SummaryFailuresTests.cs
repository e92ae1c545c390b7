using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ingest.Api.Tests.Summaries;

public sealed class SummaryFailuresTests : IAsyncLifetime
{
    ReadingHost host = null!;

    public async ValueTask InitializeAsync() => host = await ReadingHost.StartedAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_question_about_rows_that_takes_too_long_says_what_to_do()
    {
        host.Load = (_, _) => Task.FromException<Analytics.Data.Summaries.Summary>(new PostgresException("canceling statement due to statement timeout", "ERROR", "ERROR", "57014"));
        var answer = await host.GetAsync("/accounts/a/summary?type=login");
        Assert.Equal(503, answer.Status);
        Assert.Contains("shorter range", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.True(int.Parse(answer.Headers["Retry-After"]) >= 1);
    }

    [Fact]
    public async Task A_database_that_is_away_is_503_with_Retry_After()
    {
        foreach (var fault in (Exception[])[new NpgsqlException("Failed to connect to 10.0.0.1:5432"), new TimeoutException(), Stopping(), NotMigrated()])
        {
            host.Load = (_, _) => Task.FromException<Analytics.Data.Summaries.Summary>(fault);
            var answer = await host.GetAsync("/accounts/a/summary");
            Assert.Equal(503, answer.Status);
            Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
            Assert.True(int.Parse(answer.Headers["Retry-After"]) >= 1);
            Assert.DoesNotContain("10.0.0.1", answer.Body, StringComparison.Ordinal);
        }

        host.Load = (query, _) => Task.FromResult(Some.Summary(query.AccountId));
        Assert.Equal(200, (await host.GetAsync("/accounts/a/summary")).Status);
    }

    [Fact]
    public async Task A_database_that_never_answers_is_503_in_time()
    {
        host.Load = (_, _) => new TaskCompletionSource<Analytics.Data.Summaries.Summary>().Task;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        Assert.Equal(503, (await RawAnswer.GetAsync(host.Address, "/accounts/a/summary", deadline.Token)).Status);
    }

    [Fact]
    public async Task A_defect_is_500()
    {
        host.Load = (_, _) => Task.FromException<Analytics.Data.Summaries.Summary>(new InvalidOperationException("a bug"));
        Assert.Equal(500, (await host.GetAsync("/accounts/a/summary")).Status);
    }

    [Fact]
    public async Task A_client_that_goes_away_is_nobodys_error()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Load = async (query, _) =>
        {
            begun.TrySetResult();
            await gate.Task;
            return Some.Summary(query.AccountId);
        };
        using (var client = new TcpClient { LingerState = new LingerOption(true, 0) })
        {
            await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /accounts/a/summary HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            await begun.Task;
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!host.Log.Lines.Any(line => line.message.StartsWith("Request finished", StringComparison.Ordinal))) await Task.Delay(20, deadline.Token);
        gate.SetResult();
        Assert.Equal(200, (await host.GetAsync("/accounts/a/summary")).Status); // of the same load, which is over then
        Assert.DoesNotContain(host.Log.Lines, line => line.level >= LogLevel.Error);
    }

    static PostgresException NotMigrated() => new("relation \"rollups\" does not exist", "ERROR", "ERROR", "42P01");

    static PostgresException Stopping() => new("terminating connection due to administrator command", "FATAL", "FATAL", "57P01");
}
