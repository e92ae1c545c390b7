using System.Text.Json;
using Analytics.Contracts;
using Analytics.Data.Accounts;
using Analytics.Data.Answers;
using Analytics.Data.Selections;
using Analytics.Data.Tops;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Tops;

/// <summary><c>GET /accounts/{account_id}/top/{dimension}</c>: the values with the most events.</summary>
static class TopsApi
{
    const int ItemLimit = 1_000;

    public static IServiceCollection AddTops(this IServiceCollection services) => services.AddSingleton<PostgresTops>();

    public static IEndpointRouteBuilder MapTops(this IEndpointRouteBuilder routes)
    {
        routes.MapReading().MapGet("/accounts/{account_id}/top/{dimension}", TopAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Path);
        return routes;
    }

    static async Task<Results<AnswerResult<TopAnswer>, ProblemHttpResult>> TopAsync(
        AccountInPath account, HttpRequest http, CachedAnswers answers, PostgresTops tops, TimeProvider clock, CancellationToken cancellation)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        var parameters = new ParameterReader(http.QueryString.Value);
        var dimension = DimensionOf(http, parameters);
        var limit = (int)parameters.Number("limit", least: 1, most: ItemLimit, otherwise: 10);
        var compare = SelectionParameters.Compare(parameters);
        var asked = SelectionParameters.Read(parameters, accountId);
        if (dimension is null || asked is null || parameters.Fault is not null) return Problem.BadParameter(parameters.Fault!);

        var key = SelectionKey.Of($"top:1:{Uri.EscapeDataString(dimension.Name)}:{limit}{(compare ? ":compared" : "")}", asked);
        return await answers.ResultAsync<TopAnswer>(key, PostgresTops.SourceOf(dimension, asked.Filter), Load, clock, cancellation);

        async Task<Answer> Load(CancellationToken deadline)
        {
            var selected = asked.At(clock.GetUtcNow());
            var top = await tops.ReadAsync(selected, dimension, limit, names: null, deadline);
            var names = top.Values.Select(value => value.Name).ToList();
            var previous = compare ? await tops.ReadAsync(selected.OneEarlier(), dimension, limit, names, deadline) : null;
            return new(top.AsOf, top.Source, JsonSerializer.SerializeToUtf8Bytes(TopAnswer.Of(asked, selected, dimension, top, previous), AnswerJson.Web.TopAnswer));
        }
    }

    // From the request line, like the account: a metadata key may hold a slash.
    static TopDimension? DimensionOf(HttpRequest http, ParameterReader parameters)
    {
        var path = http.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.AsSpan();
        if (path.IndexOfAny('?', '#') is >= 0 and var end) path = path[..end];
        var name = PercentEncoding.Decoded(path[(path.LastIndexOf('/') + 1)..], plusIsSpace: false);
        if (name is not null && name.Length <= EventLimits.PathLengthLimit && !name.Contains('\0', StringComparison.Ordinal) && TopDimension.Named(name) is { } dimension) return dimension;
        parameters.Refuse("dimension", "must be types, users, paths or metadata.{key}");
        return null;
    }
}
