using Analytics.Data.Selections;
using Ingest.Api.Parameters;

namespace Ingest.Api.Tests.Parameters;

public sealed class FilterParametersTests
{
    static EventFilter Read(string query) => FilterParameters.Read(new ParameterReader(query));

    [Fact]
    public void What_is_not_said_is_not_filtered() => Assert.True(Read("?limit=5&window=last_7d").IsEmpty);

    [Fact]
    public void Type_user_path_and_any_metadata_key_can_be_named() => Assert.Equal(
        new EventFilter { Type = "page_view", UserId = "ü 1", Path = "/a?b", Metadata = { ["plan"] = "free", ["a.b c"] = "" } },
        Read("type=page_view&user_id=%C3%BC+1&path=/a%3Fb&metadata.plan=free&METADATA.a.b%20c="));

    [Fact]
    public void A_metadata_key_counts_case() => Assert.Equal(2, Read("metadata.plan=a&metadata.Plan=b").Metadata.Count);

    [Theory]
    [InlineData("type=", "type")]
    [InlineData("type=a&type=b", "type")]
    [InlineData("user_id=a%00b", "user_id")]
    [InlineData("metadata.=1", "metadata.")]
    [InlineData("metadata.a=1&metadata.a=1", "metadata.a")]
    [InlineData("metadata.a=%FF", "metadata.a")]
    [InlineData("metadata.a=%00", "metadata.a")]
    [InlineData("metadata.%00=a", "metadata")]
    [InlineData("metadata.a=1&metadata.b=1&metadata.c=1&metadata.d=1&metadata.e=1&metadata.f=1&metadata.g=1&metadata.h=1&metadata.i=1", "metadata")]
    public void What_no_event_could_hold_or_says_two_things_is_refused_by_name(string query, string parameter)
    {
        var parameters = new ParameterReader(query);
        FilterParameters.Read(parameters);
        Assert.Equal(parameter, parameters.Fault?.Parameter);
    }

    [Fact]
    public void A_type_longer_than_any_event_has_is_refused()
    {
        var parameters = new ParameterReader($"type={new string('x', 201)}");
        FilterParameters.Read(parameters);
        Assert.Equal("type", parameters.Fault?.Parameter);
    }
}
