using Analytics.Data.Accounts;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Events;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Ingest.Api.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Listing;

/// <summary>"You said 202, where is it?": one event by its id, and with <c>wait</c> as soon as it is visible.</summary>
static class OneEventApi
{
    const int LongestWaitSeconds = 30;
    const int RetryAfterSeconds = 1;

    /// <summary><c>/accounts/{account_id}/events/{event_id}</c>.</summary>
    public static RouteGroupBuilder MapOneEvent(this RouteGroupBuilder reading)
    {
        reading.MapGet("/accounts/{account_id}/events/{event_id}", FindAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Path);
        return reading;
    }

    static async Task<Results<AnswerResult<StoredEventAnswer>, AnswerResult<SetAsideEventAnswer>, ProblemHttpResult, UnavailableProblem>> FindAsync(
        AccountInPath account, EventInPath named, HttpContext http, EventWait events, ApiMetrics metrics, IHostApplicationLifetime host, TimeProvider clock, CancellationToken cancellation)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        if (named is not { Id: { } eventId }) return Problem.BadParameter(named.Fault!);
        var parameters = new ParameterReader(http.Request.QueryString.Value);
        var wait = TimeSpan.FromSeconds(parameters.Number("wait", least: 0, LongestWaitSeconds, otherwise: 0));
        if (parameters.Fault is { } fault) return Problem.BadParameter(fault);
        try
        {
            var found = await events.FindAsync(accountId, eventId, wait, http.Features.Get<ApiKey>(), cancellation);
            if (found.Stored is { } row) return AnswersApi.ResultOf(StoredEventAnswer.Of(row), AnswerJson.Web.StoredEventAnswer, clock.GetUtcNow(), clock);
            if (found.SetAside is { } refused) return AnswersApi.ResultOf(SetAsideEventAnswer.Of(refused), AnswerJson.Web.SetAsideEventAnswer, clock.GetUtcNow(), clock);
            return Problem.NotFound("No such event is stored or set aside. One that was accepted a moment ago may be on its way: ask with wait=5.");
        }
        catch (TooManyWaitsException)
        {
            return Problem.Busy(RetryAfterSeconds, "Too many readers wait for events; ask again, or without wait.");
        }
        catch (KeyRevokedException)
        {
            metrics.Refused(RejectionReason.UnknownKey);
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.Refused(RejectionReason.UnknownKey);
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Problem.Busy(RetryAfterSeconds, "This process is stopping; ask again.");
        }
    }
}
