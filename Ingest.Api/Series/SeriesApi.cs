using System.Text.Json;
using Analytics.Data.Accounts;
using Analytics.Data.Answers;
using Analytics.Data.Selections;
using Analytics.Data.Series;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Series;

/// <summary><c>GET /accounts/{account_id}/series</c>: events and users over time.</summary>
static class SeriesApi
{
    public static IServiceCollection AddSeries(this IServiceCollection services) => services.AddSingleton<PostgresSeries>();

    public static IEndpointRouteBuilder MapSeries(this IEndpointRouteBuilder routes)
    {
        routes.MapReading().MapGet("/accounts/{account_id}/series", SeriesAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Path);
        return routes;
    }

    static async Task<Results<AnswerResult<SeriesAnswer>, ProblemHttpResult>> SeriesAsync(
        AccountInPath account, HttpRequest http, CachedAnswers answers, PostgresSeries series, TimeProvider clock, CancellationToken cancellation)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        var parameters = new ParameterReader(http.QueryString.Value);
        var shape = SeriesShape.Read(parameters);
        var compare = SelectionParameters.Compare(parameters);
        var asked = SelectionParameters.Read(parameters, accountId);
        if (shape is null || asked is null || parameters.Fault is not null) return Problem.BadParameter(parameters.Fault!);
        if (BucketsOf(asked.At(clock.GetUtcNow()), shape) is not { Count: <= SeriesShape.PointLimit } buckets)
        {
            parameters.Refuse("interval", $"would make more than {SeriesShape.PointLimit} points; take a longer one, or a shorter range");
            return Problem.BadParameter(parameters.Fault!);
        }

        var key = SelectionKey.Of($"series:1:{shape.Key}{(compare ? ":compared" : "")}", asked);
        return await answers.ResultAsync<SeriesAnswer>(key, series.SourceOf(buckets, asked.Filter), Load, clock, cancellation);

        async Task<Answer> Load(CancellationToken deadline)
        {
            var selected = asked.At(clock.GetUtcNow());
            var counts = await ReadAsync(selected, deadline);
            var previous = compare ? await ReadAsync(selected.OneEarlier(), deadline) : null;
            return new(counts.AsOf, counts.Source, JsonSerializer.SerializeToUtf8Bytes(SeriesAnswer.Of(asked, shape, selected, counts, previous), AnswerJson.Web.SeriesAnswer));
        }

        Task<SeriesCounts> ReadAsync(SelectedEvents selected, CancellationToken deadline) =>
            series.ReadAsync(accountId, BucketsOf(selected, shape), selected.Filter, shape.ByType, deadline);
    }

    static List<SeriesBucket> BucketsOf(SelectedEvents selected, SeriesShape shape) =>
        SeriesBuckets.Of(selected.From, selected.To, shape.Interval, shape.Zone, SeriesShape.PointLimit);
}
