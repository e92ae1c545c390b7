using Ingest.Api.Accounts;

namespace Ingest.Api.Tests.Accounts;

public sealed class AccountPathsTests
{
    [Theory]
    [InlineData("/accounts/acc_123/summary", "acc_123", "/summary")]
    [InlineData("/accounts/acc_123/summary?window=last_7d", "acc_123", "/summary")]
    [InlineData("/Accounts/a%2Fb/summary", "a%2Fb", "/summary")]
    [InlineData("/accounts/%2e%2e/summary", "%2e%2e", "/summary")]
    [InlineData("/accounts/../summary", "..", "/summary")]
    [InlineData("/accounts//summary", "", "/summary")]
    [InlineData("/accounts/sample/summary", "sample", "/summary")]
    [InlineData("/accounts/a/events/b", "a", "/events/b")]
    [InlineData("http://host:80/accounts/a/summary", "a", "/summary")]
    public void The_segment_after_accounts_is_found_as_it_came(string target, string segment, string rest) =>
        Assert.Equal((segment, rest), AccountPaths.Split(target));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("/")]
    [InlineData("/accounts")]
    [InlineData("/accounts/sample")]
    [InlineData("/accounts/sample/")]
    [InlineData("/accounts/sample?x=/accounts/a/summary")]
    [InlineData("/stats?site_id=/accounts/a/b")]
    [InlineData("/x/accounts/a/summary")]
    [InlineData("http://host")]
    public void Other_paths_are_left_alone(string target) => Assert.Null(AccountPaths.Split(target));

    [Theory]
    [InlineData("/events/evt_1", "evt_1")]
    [InlineData("/Events/a%2Fb%252F", "a%2Fb%252F")]
    [InlineData("/events/..", "..")]
    [InlineData("/events/%2e%2e", "%2e%2e")]
    [InlineData("/events/-", "-")]
    [InlineData("/events/events", "events")]
    public void The_segment_after_events_is_found_as_it_came(string rest, string segment) => Assert.Equal(segment, AccountPaths.EventSegment(rest));

    [Theory]
    [InlineData("/events")]
    [InlineData("/events/")]
    [InlineData("/events/a/b")]
    [InlineData("/events.csv")]
    [InlineData("/eventsx/a")]
    [InlineData("/set-aside/3")]
    public void What_names_no_event_is_left_alone(string rest) => Assert.Null(AccountPaths.EventSegment(rest));

    [Theory]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("..", "..")]
    [InlineData("a+b", "a+b")]
    [InlineData("%F0%9F%99%82", "🙂")]
    public void An_event_id_is_decoded_exactly_once(string segment, string id) => Assert.Equal(id, EventInPath.Of(segment).Id);

    [Theory]
    [InlineData("%2")]
    [InlineData("%ff")]
    [InlineData("a%00")]
    public void What_is_no_event_id_is_a_fault_of_that_parameter(string segment)
    {
        var named = EventInPath.Of(segment);
        Assert.Null(named.Id);
        Assert.Equal("event_id", named.Fault!.Parameter);
    }
}
