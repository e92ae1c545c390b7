using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Data.SetAside;
using Ingest.Api.Answers;
using Ingest.Api.Listing;
using Ingest.Api.Pipeline;
using Ingest.Api.SetAside;

namespace Ingest.Api.Tests.Answers;

public sealed class UtcInstantConverterTests
{
    static readonly JsonSerializerOptions Options = new() { Converters = { new UtcInstantConverter() } };

    [Theory]
    [InlineData(0, "\"2026-01-01T00:00:00.000Z\"")]
    [InlineData(120_000, "\"2026-01-01T00:00:00.120Z\"")]
    [InlineData(120_001, "\"2026-01-01T00:00:00.120001Z\"")]
    public void Microseconds_are_written_when_there_are_any(int microseconds, string json)
    {
        var instant = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)).AddMicroseconds(microseconds);
        Assert.Equal(json, JsonSerializer.Serialize(instant, Options));
    }

    [Fact]
    public void Whatever_answers_are_about_they_write_instants_in_one_form()
    {
        var (instant, utc) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, 120, TimeSpan.Zero).AddTicks(1), new DateTime(2026, 1, 1, 0, 0, 0, 120, DateTimeKind.Utc));
        var setAside = new SetAsideEvent(1, "a", "e", "u", "t", utc, utc, null, null, "22P05", "ü", utc, utc, 1);
        string[] answers =
        [
            JsonSerializer.Serialize(new PipelineAnswer(0, 0, 0, 0, 0, true, 0, 0, 0, 0, instant), AnswerJson.Web.PipelineAnswer),
            JsonSerializer.Serialize(new AccountPipelineAnswer("a", 0, 0, 0, 0, 0, true, instant), AnswerJson.Web.AccountPipelineAnswer),
            JsonSerializer.Serialize(new SetAsideAnswer([setAside], null), AnswerJson.Web.SetAsideAnswer),
            JsonSerializer.Serialize(SetAsideEventAnswer.Of(setAside), AnswerJson.Web.SetAsideEventAnswer),
        ];
        Assert.All(answers, answer => Assert.All(
            Regex.Matches(answer, "\"2026[^\"]*\"").Select(written => written.Value).DefaultIfEmpty("none"), written => Assert.Equal("\"2026-01-01T00:00:00.120Z\"", written)));
    }
}
