using System.Text.Json;
using Analytics.Data.Answers;
using Analytics.Data.Selections;
using Analytics.Data.Summaries;
using Ingest.Api.Answers;

namespace Ingest.Api.Summaries;

/// <summary>
/// The answers that are made of a summary, each kind under keys of its own. Whatever moves with the clock is settled when an
/// answer is loaded, not when it is asked for: so a window's answer says which instants it is about.
/// </summary>
sealed class SummaryAnswers(CachedAnswers answers, LoadSummary load, TimeProvider clock)
{
    const string AccountKind = "summary:2";

    /// <summary>An account's summary, and beside it the time before when <paramref name="compare"/> says so.</summary>
    public Task<AnswerResult<SummaryAnswer>> OfAccountAsync(EventSelection asked, bool compare, CancellationToken cancellation)
    {
        var key = SelectionKey.Of(compare ? "summary-compared:1" : AccountKind, asked);
        return answers.ResultAsync<SummaryAnswer>(key, CostOf(asked), deadline => LoadOfAccountAsync(asked, compare, deadline), clock, cancellation);
    }

    /// <summary>An account's summary as PostgreSQL has it now, which those who ask for it next get as well.</summary>
    /// <exception cref="TimeoutException">PostgreSQL did not answer in time.</exception>
    public Task<Answer> FreshOfAccountAsync(EventSelection asked) =>
        answers.RefreshAsync(SelectionKey.Of(AccountKind, asked), CostOf(asked), deadline => LoadOfAccountAsync(asked, compare: false, deadline));

    /// <summary>A UTC day of an account, in the words of sites and views.</summary>
    public Task<AnswerResult<StatsAnswer>> OfDayAsync(EventSelection asked, DateOnly date, CancellationToken cancellation)
    {
        return answers.ResultAsync<StatsAnswer>(SelectionKey.Of("stats:1", asked), CostOf(asked), Load, clock, cancellation, FreshnessShown.HeadersOnly);

        async Task<Answer> Load(CancellationToken deadline)
        {
            var summary = await load(asked.At(clock.GetUtcNow()), deadline);
            return new(
                summary.AsOf, summary.Source, JsonSerializer.SerializeToUtf8Bytes(StatsAnswer.Of(asked.AccountId!, date, summary), AnswerJson.Web.StatsAnswer));
        }
    }

    /// <summary>Totals over all accounts, or of one.</summary>
    public Task<AnswerResult<AnalyticsSummaryAnswer>> OverviewAsync(EventSelection asked, CancellationToken cancellation)
    {
        return answers.ResultAsync<AnalyticsSummaryAnswer>(SelectionKey.Of("overview:1", asked), CostOf(asked), Load, clock, cancellation, FreshnessShown.Cached);

        async Task<Answer> Load(CancellationToken deadline)
        {
            var summary = await load(asked.At(clock.GetUtcNow()), deadline);
            return new(summary.AsOf, summary.Source, JsonSerializer.SerializeToUtf8Bytes(AnalyticsSummaryAnswer.Of(summary), AnswerJson.Web.AnalyticsSummaryAnswer));
        }
    }

    async Task<Answer> LoadOfAccountAsync(EventSelection asked, bool compare, CancellationToken deadline)
    {
        var selected = asked.At(clock.GetUtcNow());
        var summary = await load(selected, deadline);
        var previous = compare ? await load(selected.OneEarlier(), deadline) : null;
        return new(
            summary.AsOf,
            summary.Source,
            JsonSerializer.SerializeToUtf8Bytes(SummaryAnswer.Of(asked, selected, summary, previous), AnswerJson.Web.SummaryAnswer));
    }

    static AnswerSource CostOf(EventSelection asked) => asked.Filter.IsEmpty ? AnswerSource.Rollup : AnswerSource.Raw;
}
