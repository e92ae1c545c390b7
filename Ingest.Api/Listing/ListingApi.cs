using Analytics.Data.Accounts;
using Analytics.Data.Hosting;
using Analytics.Data.Listing;
using Analytics.Data.Postgres;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ingest.Api.Listing;

/// <summary>An account's events themselves, newest first, a page at a time.</summary>
static class ListingApi
{
    /// <summary>Longest that a page may be read for.</summary>
    static readonly TimeSpan PageTimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>The first and cheapest statement: when PostgreSQL has not answered it by then, it is away, and the answer has 3 s.</summary>
    static readonly TimeSpan AwayTimeout = TimeSpan.FromSeconds(2.5);

    /// <summary>PostgreSQL breaks a statement off after 5 s and says so; whatever has not said anything by now stands still.</summary>
    static readonly TimeSpan AnswerTimeLimit = PageTimeLimit + TimeSpan.FromSeconds(0.5);

    const int RetryAfterSeconds = 2;
    const string TooMany = "Too many events would have to be read for this answer.";
    const long PageBytesLimit = 8 * 1024 * 1024;

    /// <summary>Adds what the routes need.</summary>
    public static IServiceCollection AddListing(this IServiceCollection services)
    {
        services.AddSection<ListingOptions>("Listing");
        services.AddSingleton<PostgresEventList>();
        services.AddSingleton<PostgresEventLookup>();
        services.AddSingleton<EventLookup>();
        services.AddSingleton<LookForEvent>(provider => provider.GetRequiredService<EventLookup>().FindAsync);
        services.AddSingleton<EventWait>();
        return services;
    }

    /// <summary><c>/accounts/{account_id}/events</c> and <c>…/{event_id}</c>.</summary>
    public static IEndpointRouteBuilder MapListing(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapReading();
        reading.MapGet("/accounts/{account_id}/events", ListAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Path);
        reading.MapOneEvent();
        return routes;
    }

    static async Task<Results<AnswerResult<EventListAnswer>, ProblemHttpResult, UnavailableProblem>> ListAsync(
        AccountInPath account, HttpRequest http, PostgresEventList list, TimeProvider clock, CancellationToken cancellation)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        var parameters = new ParameterReader(http.QueryString.Value);
        if (ListRequest.Read(parameters, accountId) is not { } request) return Problem.BadParameter(parameters.Fault!);
        try
        {
            var asOf = clock.GetUtcNow();
            return await BoundedRead.WithinAsync(AnswerTimeLimit, clock, ending => ReadAsync(list, request, asOf, clock, ending), cancellation) is { } page
                ? AnswersApi.ResultOf(EventListAnswer.Of(accountId, page, request.Cursor), AnswerJson.Web.EventListAnswer, asOf, clock)
                : Problem.TooCostly(RetryAfterSeconds, TooMany);
        }
        catch (PostgresException slow) when (slow.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return Problem.TooCostly(RetryAfterSeconds, TooMany);
        }
    }

    /// <summary>The page; null when there was not time enough for it.</summary>
    static async Task<EventPage?> ReadAsync(PostgresEventList list, ListRequest request, DateTimeOffset asOf, TimeProvider clock, CancellationToken cancellation)
    {
        var selected = request.Selection.At(asOf);
        var months = await BoundedRead.WithinAsync(AwayTimeout, clock, ending => list.MonthsAsync(selected, EventOrder.NewestFirst, ending), cancellation);
        var (after, began) = (request.After, clock.GetTimestamp());
        for (var skip = request.Offset; skip > 0;)
        {
            var skipped = await list.ReadAsync(months, selected, EventOrder.NewestFirst, after, Limits(skip), cancellation);
            if (skipped.Next is null) return skipped with { Events = [] };
            if (skipped.IsCut) return null;
            (after, skip) = (skipped.Next, skip - skipped.Events.Count);
        }

        var page = await list.ReadAsync(months, selected, EventOrder.NewestFirst, after, Limits(request.Limit), cancellation);
        return page.IsCut ? null : page;

        PageLimits Limits(int events) => new(events, PageBytesLimit, PageTimeLimit - clock.GetElapsedTime(began));
    }
}
