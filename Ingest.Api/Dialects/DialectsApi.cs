using Analytics.Data.Accounts;
using Ingest.Api.Dialects.CloudEvents;
using Ingest.Api.Dialects.Pixel;
using Ingest.Api.Dialects.PostHog;
using Ingest.Api.Dialects.Segment;
using Ingest.Api.Events;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Dialects;

/// <summary>Where clients of other services send to: they work by being told our address for theirs.</summary>
static class DialectsApi
{
    public static IServiceCollection AddDialects(this IServiceCollection services)
    {
        services.AddSingleton<StrangersRooms>();
        services.AddSingleton<DialectAccounts>();
        services.AddSingleton<DialectIntake>();
        return services;
    }

    public static IEndpointRouteBuilder MapDialects(this IEndpointRouteBuilder routes)
    {
        var limit = new BodySizeLimit(routes.ServiceProvider.GetRequiredService<IOptions<EventsOptions>>().Value.BodyBytesLimit);
        var refusal = new RefusedAs((http, reason) => new EventsProblem(reason).WithMessage().ExecuteAsync(http));
        var open = routes.MapGroup("").WithTags("Dialects").RequireCors(IngestOrigins.Policy);
        var taking = open.MapGroup("").WithMetadata(limit, refusal).NeedsKey(ApiKeyScopes.Write, AccountFrom.Body, places: DialectAccounts.PlacesInFront | KeyPlaces.Body);
        taking.MapSegment(open);
        taking.MapPostHog(open);
        open.MapGroup("").WithMetadata(limit, refusal).MapCloudEvents(open);
        open.MapPixel();
        return routes;
    }
}
