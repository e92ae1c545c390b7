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
}
