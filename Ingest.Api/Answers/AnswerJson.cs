using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Ingest.Api.Accounts;
using Ingest.Api.ErrorQueue;
using Ingest.Api.Listing;
using Ingest.Api.Live;
using Ingest.Api.Pipeline;
using Ingest.Api.Series;
using Ingest.Api.SetAside;
using Ingest.Api.Summaries;
using Ingest.Api.Tops;

namespace Ingest.Api.Answers;

/// <summary>
/// How the routes that read, list and replay write JSON: without reflection, instants in one form, letters of all scripts as they
/// are, and still nothing that would end a script element when an answer is put into a page.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(EventJson), typeof(UtcInstantConverter), typeof(UtcDateTimeConverter)])]
[JsonSerializable(typeof(SummaryAnswer))]
[JsonSerializable(typeof(StatsAnswer))]
[JsonSerializable(typeof(AnalyticsSummaryAnswer))]
[JsonSerializable(typeof(AccountsAnswer))]
[JsonSerializable(typeof(AccountSampleAnswer))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(TopAnswer))]
[JsonSerializable(typeof(LiveEvents))]
[JsonSerializable(typeof(LiveOutage))]
[JsonSerializable(typeof(EventListAnswer))]
[JsonSerializable(typeof(StoredEventAnswer))]
[JsonSerializable(typeof(SetAsideEventAnswer))]
[JsonSerializable(typeof(SetAsideAnswer))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(PipelineAnswer))]
[JsonSerializable(typeof(AccountPipelineAnswer))]
[JsonSerializable(typeof(ErrorQueueAnswer))]
[JsonSerializable(typeof(ErrorReplayAnswer))]
sealed partial class AnswerJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static AnswerJson Web { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new EventJson(), new UtcInstantConverter(), new UtcDateTimeConverter() },
    });
}
