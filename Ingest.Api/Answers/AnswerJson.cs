using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Ingest.Api.Accounts;
using Ingest.Api.Live;
using Ingest.Api.Series;
using Ingest.Api.Summaries;
using Ingest.Api.Tops;

namespace Ingest.Api.Answers;

/// <summary>
/// How the reading routes write JSON: without reflection, letters of all scripts as they are, and still nothing that would end a
/// script element when an answer is put into a page.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SummaryAnswer))]
[JsonSerializable(typeof(StatsAnswer))]
[JsonSerializable(typeof(AnalyticsSummaryAnswer))]
[JsonSerializable(typeof(AccountsAnswer))]
[JsonSerializable(typeof(AccountSampleAnswer))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(TopAnswer))]
[JsonSerializable(typeof(LiveEvents))]
[JsonSerializable(typeof(LiveOutage))]
sealed partial class AnswerJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static AnswerJson Web { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new UtcInstantConverter() },
    });
}
