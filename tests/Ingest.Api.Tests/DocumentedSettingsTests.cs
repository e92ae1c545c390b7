using Analytics.Data.Accounts;
using Analytics.Data.Answers;
using Analytics.Data.Cache;
using Analytics.Data.Telemetry;
using Analytics.Tests.Documents;
using Ingest.Api.Events;
using Ingest.Api.Health;
using Ingest.Api.Limits;
using Ingest.Api.Listing;
using Ingest.Api.Live;
using Ingest.Api.Security;
using Ingest.Api.Tests.Hosts;

namespace Ingest.Api.Tests;

public sealed class DocumentedSettingsTests
{
    static readonly Dictionary<string, Type> Sections = new()
    {
        ["Answers"] = typeof(AnswersOptions),
        ["Cache"] = typeof(CacheOptions),
        ["Draining"] = typeof(DrainingOptions),
        ["Events"] = typeof(EventsOptions),
        ["GroupCommit"] = typeof(GroupCommitOptions),
        ["Limits"] = typeof(LimitsOptions),
        ["Listing"] = typeof(ListingOptions),
        ["Live"] = typeof(LiveOptions),
        ["Management"] = typeof(ManagementOptions),
        ["Security"] = typeof(SecurityOptions),
    };

    [Fact]
    public void Every_setting_of_the_API_is_documented_with_its_default_and_range_and_no_other_is() =>
        Assert.Equal(SettingsTable.Of(Sections).Order(), SettingsTable.DocumentedFor("API").Order());

    [Fact]
    public async Task The_limits_that_no_options_class_holds_are_as_documented()
    {
        using var api = new WholeApi();
        var key = api.AddKey(ApiKeyScopes.Write);
        await MustBeLimitedToAsync("60000", "{"); // refused before its events are counted
        await MustBeLimitedToAsync("3000000", "{\"user_id\":\"u\",\"type\":\"t\"}");

        async Task MustBeLimitedToAsync(string limit, string body)
        {
            var answer = await api.SendAsync("POST", "/events", key, body);
            Assert.Equal([limit], answer.Headers.GetValues(RateLimitHeaders.Limit));
        }
    }

    [Fact]
    public void No_options_class_of_the_API_is_left_out() => Assert.Empty(SettingsTable.Beside(Sections, typeof(EventsOptions).Assembly));
}
