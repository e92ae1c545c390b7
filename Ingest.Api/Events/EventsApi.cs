using Analytics.Data.Accounts;
using Analytics.Data.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Ingest.Api.Security;

namespace Ingest.Api.Events;

/// <summary>Where events come in: <c>POST /events</c> for any number in any shape, <c>POST /event</c> for exactly one.</summary>
static class EventsApi
{
    /// <summary>What this room needs. After the broker: what waits when the host stops is still published.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSection<EventsOptions>("Events");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSection<GroupCommitOptions>("GroupCommit");
        services.AddSingleton<GroupCommit>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommit>());
        services.AddSingleton<BodyRooms>();
        services.AddSingleton<EventIntake>();
        return services;
    }

    public static IEndpointRouteBuilder MapEvents(this IEndpointRouteBuilder routes)
    {
        var limit = new BodySizeLimit(routes.ServiceProvider.GetRequiredService<IOptions<EventsOptions>>().Value.BodyBytesLimit);
        var group = routes.MapGroup("").WithTags("Events").WithMetadata(limit).NeedsKey(ApiKeyScopes.Write, AccountFrom.Body, places: KeyPlaces.Query).RequireCors(IngestOrigins.Policy)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503);
        group.MapPost("/events", TakeManyAsync).WithName("PostEvents").Produces<EventsAccepted>(202);
        group.MapPost("/event", TakeOneAsync).WithName("PostEvent").Produces<EventAccepted>(202);
        return routes;
    }

    static async Task<Results<EventsAccepted, EventsProblem>> TakeManyAsync(HttpRequest request, EventIntake intake, TimeProvider clock)
    {
        var batch = await intake.ReadAsync(request, oneEvent: false);
        if (await intake.CommitAsync(request.HttpContext, batch) is { } problem) return problem;
        return new EventsAccepted(UuidV7.New(clock.GetUtcNow()), batch.EventCount, batch.MadeIds, batch.Rejections);
    }

    static async Task<Results<EventAccepted, EventsProblem>> TakeOneAsync(HttpRequest request, EventIntake intake)
    {
        var batch = await intake.ReadAsync(request, oneEvent: true);
        if (await intake.CommitAsync(request.HttpContext, batch) is { } problem) return problem;
        return new EventAccepted(batch.OnlyEventId!);
    }
}
