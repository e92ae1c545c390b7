using Analytics.Data.Answers;
using Analytics.Data.Cache;
using Analytics.Data.Retention;
using Analytics.Data.Rollups;
using Analytics.Data.Telemetry;
using Analytics.Tests.Documents;
using Ingest.Worker.Events;

namespace Ingest.Worker.Tests;

public sealed class DocumentedSettingsTests
{
    static readonly Dictionary<string, Type> Sections = new()
    {
        ["Cache"] = typeof(CacheOptions),
        ["Ingest"] = typeof(IngestOptions),
        ["Management"] = typeof(ManagementOptions),
        ["Retention"] = typeof(RetentionOptions),
        ["Rollups"] = typeof(RollupOptions),
    };

    [Fact]
    public void Every_setting_of_the_worker_is_documented_with_its_default_and_range_and_no_other_is() =>
        Assert.Equal(SettingsTable.Of(Sections).Order(), SettingsTable.DocumentedFor("worker").Order());

    [Fact]
    public void No_options_class_of_the_worker_is_left_out()
    {
        Assert.Empty(SettingsTable.Beside(Sections, typeof(IngestOptions).Assembly));
        Assert.Equal([typeof(AnswersOptions)], SettingsTable.Beside(Sections, typeof(CacheOptions).Assembly)); // the API's alone
    }
}
