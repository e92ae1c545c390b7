using System.Buffers;
using Analytics.Data.Accounts;
using Ingest.Api.Events;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Dialects.CloudEvents;

/// <summary>Where CloudEvents 1.0 come in, and where a sender asks first whether they may.</summary>
static class CloudEventsApi
{
    const string Address = "/cloudevents";
    const string Greeting = """{"takes":["application/cloudevents+json","application/cloudevents-batch+json"]}""";

    static readonly SearchValues<char> NameCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._:*");

    public static void MapCloudEvents(this IEndpointRouteBuilder taking, IEndpointRouteBuilder asking)
    {
        taking.MapPost(Address, TakeAsync).WithName("PostCloudEvents").NeedsKey(ApiKeyScopes.Write, AccountFrom.Body, places: DialectAccounts.PlacesInFront);
        asking.MapMethods(Address, [HttpMethods.Options], Greet).NeedsNoKey();
    }

    static async Task<Results<CloudEventsAccepted, EventsProblem>> TakeAsync(HttpRequest request, DialectIntake intake)
    {
        if (CloudEventsBody.ModeOf(request) is not { } mode) return new EventsProblem(RejectionReason.UnsupportedCloudEventType).WithMessage();
        var (batch, problem) = await intake.TakeAsync(request, new CloudEventsBody(mode, request.Headers));
        return problem is not null ? problem : new CloudEventsAccepted(batch.EventCount, batch.Rejections);
    }

    /// <summary>
    /// The handshake of web hooks (§4): yes, whoever asks. It lets nobody in, that is the key's matter; it says that this is an address
    /// that expects events, so that a sender is not made to flood another. How many, the limits say when it comes to it, by 429.
    /// </summary>
    static ContentHttpResult Greet(HttpContext http)
    {
        var (asked, headers) = (http.Request.Headers, http.Response.Headers);
        headers.Allow = "POST, OPTIONS";
        var origin = asked["WebHook-Request-Origin"].ToString();
        if (origin.Length > 0 && !origin.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            headers["WebHook-Allowed-Origin"] = origin;
            headers["WebHook-Allowed-Rate"] = int.TryParse(asked["WebHook-Request-Rate"].ToString(), out var rate) && rate > 0 ? $"{rate}" : "*";
        }

        return TypedResults.Content(Greeting, "application/json; charset=utf-8");
    }
}
