using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Dialects;

/// <summary>
/// What Segment's Analytics.NET does, which counts 200 as success and nothing else (BlockingRequestHandler.cs of its repository): the
/// request as that writes it, since the package itself does not restore everywhere.
/// </summary>
public sealed class AnalyticsNetTests(SharedSystem system) : SystemTest(system)
{
    [Fact]
    public async Task Its_import_is_answered_with_exactly_200_and_counts_once_when_sent_again()
    {
        var account = Some.Account("analytics-net");
        var body = Body(Guid.NewGuid(), Some.Now.ToLocalTime());
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var answer = await Client.SendAsync(Import(account, body));
            answer.Must(HttpStatusCode.OK);
            Assert.Equal("""{"success":true}""", answer.Body);
        }

        Assert.Equal((4, 2, 2, 0), await Client.ClosedLedgerAsync(account));
        var stored = await System.QueryAsync<(string Type, string User, string? Path, string? Revenue)>(
            "select type, user_id, path, metadata->>'revenue' from events where account_id = @account order by type", new { account });
        Assert.Equal([("Item Purchased", "019mr8mf4r", null, "14.99"), ("page_view", "019mr8mf4r", "/home", null)], stored);
    }

    static HttpRequestMessage Import(string account, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/import") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account}:")));
        request.Headers.UserAgent.ParseAdd("Analytics.NET/3.8.1");
        return request;
    }

    /// <summary>Ids are UUIDs, times .NET's round-trip format with the machine's offset.</summary>
    static string Body(Guid id, DateTimeOffset now)
    {
        var at = now.ToString("o", CultureInfo.InvariantCulture);
        var common = $$$""" "timestamp":"{{{at}}}","context":{"library":{"name":"Analytics.NET","version":"3.8.1"}},"integrations":{},"anonymousId":null,"userId":"019mr8mf4r" """;
        return $$$"""
            {"writeKey":"not the one in front","messageId":"{{{Guid.NewGuid()}}}","sentAt":"{{{at}}}","context":{"library":{"name":"Analytics.NET","version":"3.8.1"}},"batch":[
              {"event":"Item Purchased","properties":{"revenue":14.99},"type":"track","messageId":"{{{id}}}",{{{common}}}},
              {"name":"Home","category":null,"properties":{"path":"/home"},"type":"page","messageId":"{{{Guid.NewGuid()}}}",{{{common}}}}]}
            """;
    }
}
