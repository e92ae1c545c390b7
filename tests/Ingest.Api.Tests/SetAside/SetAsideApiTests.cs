using System.Net;
using System.Text.Json;
using Ingest.Api.Tests.Hosts;

namespace Ingest.Api.Tests.SetAside;

public sealed class SetAsideApiTests : IDisposable
{
    readonly WholeApi api = new(("Security:Mode", "Open"));

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData("reason=")]
    [InlineData("reason=%00")]
    [InlineData("reason=22p05")]
    [InlineData("reason=22P0")]
    [InlineData("reason=22P055")]
    [InlineData("reason=22P0%C3%89")]
    [InlineData("reason=22P05&reason=22P05")]
    [InlineData("reason=%ff")]
    public async Task A_replay_for_a_reason_that_no_event_can_have_is_400_and_names_the_parameter(string query)
    {
        var answer = await api.SendAsync("POST", $"/accounts/acc_1/set-aside/replay?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("reason", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("parameter").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?reason=22P05")]
    [InlineData("?reason=23505")]
    [InlineData("?REASON=XX000")]
    public async Task A_replay_of_all_or_for_a_reason_goes_to_the_broker(string query) =>
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.SendAsync("POST", $"/accounts/acc_1/set-aside/replay{query}")).StatusCode); // which is not there
}
