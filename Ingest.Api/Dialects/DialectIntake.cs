using System.Text.Json;
using Ingest.Api.Events;
using Ingest.Api.Security;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Dialects;

/// <summary>
/// The way of a request in a dialect from its bytes to what <see cref="EventIntake"/> commits. The key may stand in the body, and then a stranger's body
/// is read: those share rooms of their own, so that nobody with a key waits for a stranger.
/// </summary>
sealed class DialectIntake(
    EventIntake intake, BodyRooms rooms, StrangersRooms strangers, DialectAccounts accounts, PageOrigins pages,
    IOptions<EventsOptions> events, IOptions<GroupCommitOptions> frames, TimeProvider time)
{
    readonly EventBodyLimits limits = EventBodyLimits.Of(events.Value, frames.Value);

    /// <summary>Takes a request's events.</summary>
    /// <returns>A batch that is confirmed as far as it is valid, and null; or a problem.</returns>
    public async Task<(ReadBody Batch, EventsProblem? Problem)> TakeAsync(HttpRequest request, IDialect dialect)
    {
        var batch = await ReadAsync(request, dialect);
        var problem = await intake.CommitAsync(request.HttpContext, batch, dialect.TakesNothing);
        if (problem?.Status == StatusCodes.Status401Unauthorized) request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return (batch, problem?.WithMessage());
    }

    /// <summary>Room for the events of one request that come from somewhere else than a body.</summary>
    public ReadBodyBuilder NewBatch(in EventTimes times, ReadOnlyMemory<byte> account) => new(limits, times, account);

    async ValueTask<ReadBody> ReadAsync(HttpRequest request, IDialect dialect)
    {
        if (!pages.MayWrite(request)) return EventBody.Refused(RejectionReason.OriginNotAllowed);
        if (BodyHeaders.EncodingOf(request.Headers.ContentEncoding) is not { } encoding) return EventBody.Refused(RejectionReason.UnsupportedContentEncoding);

        if (request.ContentLength is not <= BodyRooms.SmallBytes) intake.AskForPace(request);
        var sniffs = dialect.SniffsGzip && encoding == BodyEncoding.Identity;
        if (sniffs) encoding = await SniffedEncoding.OfAsync(request.BodyReader);
        var raw = sniffs ? request.BodyReader.AsStream(leaveOpen: true) : request.Body;
        var from = accounts.IsStranger(request.HttpContext) ? strangers.Rooms : rooms;
        using var body = await RequestBody.ReadAsync(raw, request.ContentLength, encoding, from);
        if (body.ClientHasLeft) request.HttpContext.Abort();
        return body.Refusal != RejectionReason.None ? EventBody.Refused(body.Refusal) : Read(request.HttpContext, body.Bytes, dialect);
    }

    ReadBody Read(HttpContext http, ReadOnlySpan<byte> body, IDialect dialect)
    {
        try
        {
            var refusal = dialect.Unwrap(body, out var inside);
            if (inside is not null) body = inside;
            if (refusal == RejectionReason.None && dialect.IsJson) refusal = JsonBody.Check(ref body);
            if (refusal != RejectionReason.None) return EventBody.Refused(refusal);
            refusal = accounts.Find(http, dialect, body, out var account);
            if (refusal != RejectionReason.None) return EventBody.Refused(refusal);

            var times = new EventTimes(time.GetUtcNow());
            using var batch = NewBatch(times, account);
            refusal = dialect.Map(body, times, batch);
            return refusal == RejectionReason.None ? batch.Finish() : EventBody.Refused(refusal);
        }
        catch (JsonException fault)
        {
            return EventBody.Refused(RejectionReason.MalformedJson, JsonPosition.Of(body, fault));
        }
    }
}
