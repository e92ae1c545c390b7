using System.Globalization;
using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Reading;

/// <summary>"You said 202, where is it?"</summary>
public sealed class OneEventTests(SharedSystem system) : SystemTest(system)
{
    static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_reader_who_waits_hears_of_the_event_as_soon_as_it_is_stored()
    {
        var account = Some.Account("wait");
        var waiting = GetAsync(account, "e", "?wait=30");
        await Client.AcceptedAsync(Some.Event(account, "e", path: "/here"));
        var answer = (await waiting).Must(HttpStatusCode.OK, Wait);
        Assert.Equal("stored", (string?)answer.Json["status"]);
        Assert.Equal((account, "e", "/here"), ((string)answer.Json["event"]!["account_id"]!, (string)answer.Json["event"]!["event_id"]!, (string)answer.Json["event"]!["path"]!));
    }

    [Fact]
    public async Task What_nobody_has_sent_is_404_after_the_wait_and_no_sooner()
    {
        (await GetAsync(Some.Account("none"), "e")).Must(HttpStatusCode.NotFound);
        var waited = (await GetAsync(Some.Account("none"), "e", "?wait=1")).Must(HttpStatusCode.NotFound);
        Assert.InRange(waited.Took, TimeSpan.FromSeconds(0.99), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task An_event_that_was_set_aside_tells_why()
    {
        var account = Some.Account("aside");
        await System.QueryAsync<int>(
            """
            insert into set_aside_events
              (account_id, event_id, sqlstate, reason, account_id_bytes, event_id_bytes, user_id_bytes, type_bytes, occurred_at, received_at, first_failed_at, last_failed_at, attempts)
            values (@account, 'e', '22P05', 'cannot be text', 'a', 'e', 'u', 't', now(), now(), now(), now(), 2)
            """,
            new { account });
        var answer = (await GetAsync(account, "e", "?wait=30")).Must(HttpStatusCode.OK, Wait).Json;
        Assert.Equal(("set_aside", "cannot be text", "22P05", 2), ((string)answer["status"]!, (string)answer["reason"]!, (string)answer["sql_state"]!, (int)answer["attempts"]!));
        Assert.True((long)answer["set_aside_id"]! > 0);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a%252Fb c+d")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../../health")]
    [InlineData("?x=1&y=2#z")]
    [InlineData("events.csv")]
    [InlineData("účet 🙂 \"q\" \\ 'x'")]
    public async Task An_event_id_may_hold_any_character(string id)
    {
        var account = Some.Account($"id/{id}");
        await Client.AcceptedAsync(Some.Event(account, id), Some.Event(account, $"{id}x"));
        var answer = (await GetAsync(account, id, "?wait=30")).Must(HttpStatusCode.OK, Wait);
        Assert.Equal((account, id), ((string)answer.Json["event"]!["account_id"]!, (string)answer.Json["event"]!["event_id"]!));
    }

    [Theory]
    [InlineData("%ff", "event_id")]
    [InlineData("%2", "event_id")]
    [InlineData("e?wait=31", "wait")]
    [InlineData("e?wait=1.5", "wait")]
    public async Task What_cannot_be_meant_is_400_and_names_the_parameter(string target, string parameter)
    {
        var answer = (await RawAsync($"/accounts/acc/events/{target}")).Must(HttpStatusCode.BadRequest);
        Assert.Equal(parameter, (string?)answer.Json["parameter"]);
    }

    [Fact]
    public async Task Another_spelling_of_the_path_is_400_rather_than_another_event() =>
        Assert.Equal("event_id", (string?)(await RawAsync("/accounts/acc/%65vents/e")).Must(HttpStatusCode.BadRequest).Json["parameter"]);

    Task<Answer> GetAsync(string account, string id, string query = "") =>
        RawAsync(string.Create(CultureInfo.InvariantCulture, $"/accounts/{Uri.EscapeDataString(account)}/events/{Uri.EscapeDataString(id)}{query}"));

    /// <summary>The target goes over the wire as it is; otherwise the client would resolve the dots.</summary>
    Task<Answer> RawAsync(string target) => Client.SendAsync(new HttpRequestMessage(
        HttpMethod.Get,
        new Uri($"http://127.0.0.1:{Client.Address.Port}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })));
}
