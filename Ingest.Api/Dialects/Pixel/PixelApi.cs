using System.Text;
using Analytics.Contracts;
using Analytics.Data.Accounts;
using Ingest.Api.Events;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Dialects.Pixel;

/// <summary>An event as the address of an image, for mails and pages without scripts: <c>/pixel.gif?key=…&amp;user_id=…</c>.</summary>
static class PixelApi
{
    public static void MapPixel(this IEndpointRouteBuilder routes) => routes.MapGet("/pixel.gif", TakeAsync)
        .WithName("Pixel")
        .WithMetadata(new RefusedAs((http, reason) => PixelImage.Without(reason).ExecuteAsync(http)))
        .NeedsKey(ApiKeyScopes.Write, AccountFrom.Body, places: KeyPlaces.Query);

    static async Task<PixelImage> TakeAsync(HttpRequest request, DialectIntake intake, EventIntake events, PageOrigins pages, IOptions<SecurityOptions> security, TimeProvider clock)
    {
        var batch = !pages.MayWrite(request) ? EventBody.Refused(RejectionReason.OriginNotAllowed)
            : AccountOf(request, security.Value) is { } account ? Read(request, intake, account, clock.GetUtcNow())
            : EventBody.Refused(RejectionReason.KeyNotAnAccount);
        var problem = await events.CommitAsync(request.HttpContext, batch, takesNothing: true);
        if (problem is not null) return PixelImage.Without(problem.Reason);
        return batch.Rejections is [var rejection] ? PixelImage.Without(rejection) : new PixelImage();
    }

    static ReadBody Read(HttpRequest request, DialectIntake intake, ReadOnlyMemory<byte> account, DateTimeOffset now)
    {
        using var batch = intake.NewBatch(new EventTimes(now), account);
        var refusal = PixelMapping.Map(new ParameterReader(request.QueryString.Value), batch);
        return refusal == RejectionReason.None ? batch.Finish() : EventBody.Refused(refusal);
    }

    /// <summary>The only account that the event may be of, empty when it may be of any; null when the key is no account.</summary>
    static ReadOnlyMemory<byte>? AccountOf(HttpRequest request, SecurityOptions security)
    {
        if (security.Mode == SecurityMode.Keys) return request.HttpContext.Features.GetRequiredFeature<ApiKey>().AccountUtf8;
        if (!PresentedKey.TryRead(request, KeyPlaces.Query, out var named)) return ReadOnlyMemory<byte>.Empty;
        return named.Text is { } text && AccountId.FaultOf(text) is null ? Encoding.UTF8.GetBytes(text) : (ReadOnlyMemory<byte>?)null;
    }
}
