using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Analytics.Data.Answers;

namespace Ingest.Api.Answers;

/// <summary>What all routes that read have in common.</summary>
static class AnswersApi
{
    /// <summary>Adds what <see cref="MapReading"/> needs.</summary>
    public static IServiceCollection AddReading(this IServiceCollection services) => services.AddSingleton<StoreAwayFilter>();

    /// <summary>A group of routes that read the database, and so may answer 503.</summary>
    public static RouteGroupBuilder MapReading(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapGroup("").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        reading.AddEndpointFilter(routes.ServiceProvider.GetRequiredService<StoreAwayFilter>());
        return reading;
    }

    /// <summary>The answer under a key, kept or loaded, as a result.</summary>
    public static async Task<AnswerResult<TAnswer>> ResultAsync<TAnswer>(
        this CachedAnswers answers, string key, AnswerSource cost, Func<CancellationToken, Task<Answer>> load, TimeProvider clock, CancellationToken cancellation,
        FreshnessShown shown = FreshnessShown.Whole) =>
        new(await answers.ReadAsync(key, cost, load, cancellation), shown, clock);

    /// <summary>An answer read from the stored events themselves just now, which no cache keeps.</summary>
    public static AnswerResult<TAnswer> ResultOf<TAnswer>(TAnswer answer, JsonTypeInfo<TAnswer> json, DateTimeOffset asOf, TimeProvider clock) => new(
        new CachedAnswer(new Answer(asOf, AnswerSource.Raw, JsonSerializer.SerializeToUtf8Bytes(answer, json)), Cached: false, Stale: false), FreshnessShown.Whole, clock);
}
