using System.Net;
using System.Text.Json;
using Ingest.Api.Tests.Hosts;

namespace Ingest.Api.Tests.Requests;

public sealed class RequestIdentityTests : IDisposable
{
    const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const string TraceParent = $"00-{Trace}-00f067aa0ba902b7-01";

    readonly WholeApi api = new(("Security:Mode", "Open"));

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData("GET", "/accounts/a/summary?window=never", null)] // refused by its route
    [InlineData("GET", "/accounts/a/summary", null)] // the database is away
    [InlineData("GET", "/nowhere", null)]
    [InlineData("DELETE", "/events", null)]
    [InlineData("POST", "/events", "{")]
    [InlineData("POST", "/events", """{"account_id":"a","user_id":"u","type":"t"}""")] // the broker is away
    public async Task Every_problem_names_the_request_and_its_trace(string method, string target, string? body)
    {
        var answer = await api.SendAsync(method, target, null, body, ("X-Request-Id", "order-17/b"), ("traceparent", TraceParent));
        Assert.True((int)answer.StatusCode >= 400);
        Assert.Equal("order-17/b", answer.Headers.GetValues("X-Request-Id").Single());
        Assert.StartsWith($"00-{Trace}-", answer.Headers.GetValues("traceparent").Single(), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("order-17/b", problem.GetProperty("request_id").GetString());
        Assert.Equal(Trace, problem.GetProperty("trace_id").GetString());
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("/accounts/a/%00")]
    [InlineData("/accounts/a/summary%00?window=last_7d")]
    [InlineData("/accounts/a/top/%00")]
    [InlineData("/accounts/a/events/e/%00")]
    public async Task A_target_with_its_host_that_holds_U_0000_is_a_problem_like_any_other(string path)
    {
        api.StartServer();
        var answer = await RawAnswer.GetAsync(api.ClientOptions.BaseAddress, $"http://localhost{path}", default, ("X-Request-Id", "order-19"));
        Assert.Equal((400, "application/problem+json", "order-19"), (answer.Status, answer.Headers["Content-Type"], answer.Headers["X-Request-Id"]));
        Assert.Equal(("path", "order-19"), (answer.Json.GetProperty("parameter").GetString(), answer.Json.GetProperty("request_id").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("<script>")]
    [InlineData("a{b}")]
    public async Task A_name_that_could_deceive_is_replaced(string name)
    {
        var answer = await api.SendAsync("GET", "/health", null, null, ("X-Request-Id", name));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var given = answer.Headers.GetValues("X-Request-Id").Single();
        Assert.NotEqual(name, given);
        Assert.NotEmpty(given);
    }

    [Fact]
    public async Task A_request_without_a_name_gets_one_of_its_own()
    {
        var names = new HashSet<string>();
        for (var i = 0; i < 10; i++) names.Add((await api.SendAsync("GET", "/health")).Headers.GetValues("X-Request-Id").Single());
        Assert.Equal(10, names.Count);
    }

    [Fact]
    public async Task A_log_line_carries_the_requests_name_in_its_scope()
    {
        await api.SendAsync("GET", "/accounts/a/summary", null, null, ("X-Request-Id", "order-18"));
        Assert.Contains(api.Log.Scoped, line => line.Scopes.Contains("ClientRequestId:order-18", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/accounts/acc_9/summary", "AccountId:acc_9")]
    [InlineData("/accounts/a%0Afail:%20all/summary", "AccountId:a%0Afail%3A%20all")] // must not look like a line of its own
    [InlineData("/health", "AccountId:-")]
    public async Task A_log_line_carries_the_account_in_its_scope(string target, string wanted)
    {
        using var talkative = new WholeApi(("Security:Mode", "Open"), ("Logging:LogLevel:Microsoft", "Information"));
        await talkative.SendAsync("GET", target);
        Assert.Contains(talkative.Log.Scoped, line => line.Scopes.EndsWith(wanted, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_line_carries_the_keys_account_in_its_scope()
    {
        using var guarded = new WholeApi(("Logging:LogLevel:Microsoft", "Information"));
        await guarded.SendAsync("POST", "/events", guarded.AddKey(Analytics.Data.Accounts.ApiKeyScopes.Write), "{");
        Assert.Contains(guarded.Log.Scoped, line => line.Scopes.EndsWith($"AccountId:{WholeApi.Account}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_say_what_a_browser_may_make_of_them_and_nothing_of_the_server()
    {
        var answer = await api.SendAsync("GET", "/accounts/a/summary");
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Empty(answer.Headers.Server);
        Assert.False(answer.Headers.Contains("X-Powered-By"));
        Assert.Equal("nosniff", (await api.SendAsync("POST", "/events", null, "{")).Headers.GetValues("X-Content-Type-Options").Single());
    }
}
