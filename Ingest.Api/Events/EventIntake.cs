using Analytics.Data.Accounts;
using Ingest.Api.Limits;
using Ingest.Api.Security;
using Ingest.Api.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Events;

/// <summary>The way of one request from its bytes to the broker's confirm. It ends in a problem, or in a batch that is on disk.</summary>
sealed class EventIntake(
    GroupCommit commit, BodyRooms rooms, IOptions<EventsOptions> events, IOptions<GroupCommitOptions> frames, RateLimits rates, PageOrigins pages, TimeProvider time, ApiMetrics metrics)
{
    static readonly TimeSpan LargeBodyGrace = TimeSpan.FromSeconds(5);

    readonly MinDataRate largeBodyPace = new(events.Value.LargeBodyPace, LargeBodyGrace);
    readonly EventBodyLimits limits = EventBodyLimits.Of(events.Value, frames.Value);

    /// <summary>Reads a request's events.</summary>
    public async ValueTask<ReadBody> ReadAsync(HttpRequest request, bool oneEvent)
    {
        if (BodyHeaders.FormatOf(request.ContentType) is not { } format)
        {
            if (!BodyHeaders.IsBeacon(request.ContentType)) return EventBody.Refused(RejectionReason.UnsupportedContentType);
            if (!pages.MayWrite(request)) return EventBody.Refused(RejectionReason.OriginNotAllowed);
            format = BodyFormat.Json;
        }

        if (BodyHeaders.EncodingOf(request.Headers.ContentEncoding) is not { } encoding) return EventBody.Refused(RejectionReason.UnsupportedContentEncoding);
        if (oneEvent && format == BodyFormat.JsonLines) return EventBody.Refused(RejectionReason.NotOneEvent);

        if (request.ContentLength is not <= BodyRooms.SmallBytes) AskForPace(request);
        using var body = await RequestBody.ReadAsync(request.Body, request.ContentLength, encoding, rooms);

        // Else the server may try to read the rest from the broken connection, and log an error when it cannot.
        if (body.ClientHasLeft) request.HttpContext.Abort();
        return body.Refusal != RejectionReason.None
            ? EventBody.Refused(body.Refusal)
            : EventBody.Read(body.Bytes, oneEvent ? BodyFormat.OneEvent : format, limits, time.GetUtcNow(), OwnAccount(request.HttpContext));
    }

    /// <summary>Queues a batch and waits for the confirm.</summary>
    /// <param name="http">Whose events they are.</param>
    /// <param name="batch">What its body came to.</param>
    /// <param name="takesNothing">Whether a batch without valid events is as good as confirmed.</param>
    /// <returns>Null when the batch is confirmed as far as it is valid; or a problem.</returns>
    public async ValueTask<EventsProblem?> CommitAsync(HttpContext http, ReadBody batch, bool takesNothing = false)
    {
        var problem = EventAnswers.BeforeCommit(batch);
        if (takesNothing && problem is { Reason: RejectionReason.NoEvents or RejectionReason.NoValidEvents }) problem = null;
        if (problem is null && batch.EventCount > 0)
        {
            if (rates.TakeEvents(http, batch.EventCount) is { IsTaken: false }) problem = new EventsProblem(RejectionReason.RateLimited);
            else if (await commit.CommitAsync(batch.Pieces) is not CommitResult.Confirmed and var failed) problem = EventAnswers.AfterCommit(batch, failed, commit.RetryAfterSeconds);
        }

        metrics.Count(batch, problem);
        return problem;
    }

    static ReadOnlyMemory<byte> OwnAccount(HttpContext http) => http.Features.Get<ApiKey>()?.AccountUtf8 ?? default;

    /// <summary>HTTP/2 has one pace a server and refuses to be asked for another.</summary>
    internal void AskForPace(HttpRequest request)
    {
        if (HttpProtocol.IsHttp11(request.Protocol) && request.HttpContext.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } pace)
            pace.MinDataRate = largeBodyPace;
    }
}
