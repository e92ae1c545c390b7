using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.Load.Tests.Runs;

/// <summary>A server on a free port that is the whole system for a load run: it takes events, has at once what it took, and says so in its ledger.</summary>
sealed class PlayedSystem : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, long> received = new();
    int posts;

    PlayedSystem(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First() + "/");

    /// <summary>Posts that have arrived, whether they are answered or not.</summary>
    public int Posts => Volatile.Read(ref posts);

    /// <summary>Comes before a post is taken, with the post's number from 1; what it has begun to answer is left at that.</summary>
    public Func<int, HttpContext, Task> BeforePost { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Of an account's events, given how many there are, those that the ledger says were set aside.</summary>
    public Func<string, long, long> SetAside { get; set; } = (_, _) => 0;

    /// <summary>Of an account's events, given how many there are, those that the ledger says are in flight.</summary>
    public Func<long, long> Late { get; set; } = _ => 0;

    /// <summary>Of an account's events, given how many there are, those that came twice while the other is neither stored nor seen in flight.</summary>
    public Func<long, long> TwiceForAnother { get; set; } = _ => 0;

    /// <summary>Comes before an account's ledger is shown; what it has begun to answer is left at that.</summary>
    public Func<string, HttpContext, Task> BeforeLedger { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Of an account's events, those that a summary counts, given how many summaries were asked for before.</summary>
    public Func<int, long, long> Summarised { get; set; } = (_, events) => events;

    /// <summary>The queries of the summaries that were asked for.</summary>
    public ConcurrentQueue<string> Summaries { get; } = new();

    public static async Task<PlayedSystem> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var system = new PlayedSystem(builder.Build());
        system.app.MapGet("/health/ready", () => Results.Ok());
        system.app.MapPost("/events", system.TakeAsync);
        system.app.MapGet("/accounts/{account}/events/{id}", () => Results.Ok());
        system.app.MapGet("/accounts/{account}/summary", (string account, HttpContext context) =>
        {
            var before = system.Summaries.Count;
            system.Summaries.Enqueue(context.Request.QueryString.Value!);
            return Results.Json(new { events = system.Summarised(before, system.received.GetValueOrDefault(account)) });
        });
        system.app.MapGet("/accounts/{account}/pipeline", async (string account, HttpContext context) =>
        {
            await system.BeforeLedger(account, context);
            if (!context.Response.HasStarted) await context.Response.WriteAsJsonAsync(system.Ledger(account));
        });
        await system.app.StartAsync();
        return system;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task TakeAsync(HttpContext context)
    {
        await BeforePost(Interlocked.Increment(ref posts), context);
        if (context.Response.HasStarted) return;
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var accounts = body.RootElement.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("account_id").GetString()!).ToList();
        foreach (var account in accounts) received.AddOrUpdate(account, 1, (_, before) => before + 1);
        context.Response.StatusCode = 202;
        await context.Response.WriteAsJsonAsync(new { queued = accounts.Count });
    }

    Dictionary<string, long> Ledger(string account)
    {
        var all = received.GetValueOrDefault(account);
        var (setAside, late, twice) = (SetAside(account, all), Late(all), TwiceForAnother(all));
        return new() { ["received"] = all, ["stored"] = all - setAside - late - twice, ["duplicates"] = twice, ["set_aside"] = setAside, ["in_flight"] = late };
    }
}
