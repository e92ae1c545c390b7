using System.Text.Json.Serialization;
using Ingest.Api.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Ingest.Api.Events;

/// <summary>Every answer of this room that is not 202, as RFC 9457 problem+json.</summary>
public sealed class EventsProblem(RejectionReason reason) : IResult
{
    readonly RejectionRow row = Rejections.Row(reason);

    [JsonIgnore]
    public RejectionReason Reason => reason;

    public string Type => "about:blank";

    public string Title => ReasonPhrases.GetReasonPhrase(row.Status);

    public int Status => row.Status;

    public string Detail => row.Message;

    /// <summary>For programs; see <see cref="Rejections"/>.</summary>
    public string Code => row.Code;

    /// <summary><see cref="Detail"/> once more, where a dialect's clients look for it under this name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; private set; }

    /// <summary>Bytes from the body's start to the fault, where there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Position { get; init; }

    /// <summary>With 503: the ids made here, in order, to be put into the events before they are sent again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Guid>? EventIds { get; init; }

    /// <summary>The events refused one by one.</summary>
    public IReadOnlyList<Rejection> Rejected { get; init; } = [];

    /// <summary>Names this request in logs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; private set; }

    /// <summary>The trace that it is part of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; private set; }

    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }

    /// <summary>This problem as clients of a dialect read it.</summary>
    internal EventsProblem WithMessage()
    {
        Message = Detail;
        return this;
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        (RequestId, TraceId) = (httpContext.TraceIdentifier, RequestIdentity.TraceIdOf(httpContext));
        var headers = httpContext.Response.Headers;
        if (RetryAfterSeconds is { } seconds) headers.RetryAfter = HeaderUtilities.FormatNonNegativeInt64(seconds);
        if (reason == RejectionReason.UnsupportedContentEncoding) headers.AcceptEncoding = BodyHeaders.TakenEncodings;

        // The rest of a body that is not read to its end is not worth receiving.
        if (reason is RejectionReason.BodyTooLarge or RejectionReason.TooManyLargeBodies && HttpProtocol.IsHttp11(httpContext.Request.Protocol)) headers.Connection = "close";
        return JsonAnswer.WriteAsync(httpContext, Status, "application/problem+json", this, EventsJson.Default.EventsProblem);
    }
}
