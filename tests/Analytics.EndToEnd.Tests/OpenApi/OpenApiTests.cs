using System.Text;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Ingest;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.OpenApi;

/// <summary>Walks the document that the API serves against what it answers.</summary>
[Collection(nameof(GuardedSystem))]
public sealed class OpenApiTests(GuardedSystem system) : SystemTest(system)
{
    /// <summary>What only a busy client, a broken server or a client that asks again gets; other tests bring these about.</summary>
    static readonly string[] NotWalked = ["304", "429", "503"];

    [Fact]
    public async Task Each_documented_answer_is_given_by_the_running_API_in_the_documented_shape()
    {
        var account = Some.Account("documented");
        var clients = new Dictionary<string, ApiClient> { [""] = new(System.Api.Address) };
        foreach (var scope in (string[])["write", "read", "admin"]) clients[scope] = (await system.ClientAsync(scope, account)).Client;
        clients["all"] = (await system.ClientAsync("admin", null)).Client;
        await clients["write"].AcceptedAsync(Some.Event(account, path: "/login"));
        await System.StoredSoonAsync(account, 1);

        var document = (await clients[""].GetAsync("/openapi/v1.json")).Json;
        var answers = DocumentedAnswers.Of(account, await SetAsideAsync(account));
        var (wrong, walked) = (new List<string>(), 0);
        foreach (var (name, schema, status, mediaType) in Documented(document))
        {
            if (!answers.TryGetValue(name, out var how))
            {
                wrong.Add($"{name}: the test knows no request for it");
                continue;
            }

            walked++;
            var got = await SendAsync(clients[how.Key], name.Split(' ')[0], how);
            if ((int)got.Status != status || got.MediaType != mediaType) wrong.Add($"{name}: {got} {got.MediaType}");
            else if (mediaType.EndsWith("json", StringComparison.Ordinal) && mediaType != "application/x-ndjson") wrong.AddRange(DocumentedShape.Differences(document, schema, got.Json).Select(difference => $"{name}: {difference}"));
        }

        Assert.Empty(wrong);
        Assert.True(walked > 60, $"Only {walked} answers were walked.");
        foreach (var client in clients.Values) client.Dispose();
    }

    static IEnumerable<(string Name, JsonNode? Schema, int Status, string MediaType)> Documented(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        from answer in operation.Value!["responses"]!.AsObject()
        where !NotWalked.Contains(answer.Key)
        let content = (answer.Value!["$ref"] is { } reference ? DocumentedShape.Follow(document, (string)reference!)! : answer.Value)["content"]!.AsObject().Single()
        select ($"{operation.Key.ToUpperInvariant()} {path.Key} {answer.Key}", content.Value!["schema"], int.Parse(answer.Key, null), content.Key);

    static Task<Answer> SendAsync(ApiClient client, string method, DocumentedAnswer how) => method != "POST"
        ? client.SendAsync(new HttpRequestMessage(new HttpMethod(method), how.Target))
        : client.PostAsync(how.Target, Compressed.As("gzip", Encoding.UTF8.GetBytes(how.Body ?? "")), how.ContentType, "gzip"); // an oversize one is small on the way

    /// <summary>An event that looks as if PostgreSQL had refused it.</summary>
    async Task<long> SetAsideAsync(string account) => (await System.QueryAsync<long>(
        """
        insert into set_aside_events (account_id, event_id, sqlstate, reason, account_id_bytes, event_id_bytes, user_id_bytes, type_bytes,
          occurred_at, received_at, first_failed_at, last_failed_at, attempts)
        values (@account, 'e-set-aside', '22P05', 'made by a test', convert_to(@account, 'UTF8'), 'e-set-aside', 'u', 't',
          '2026-02-01T10:30:00Z', now(), now(), now(), 1)
        returning set_aside_id
        """,
        new { account }))[0];
}
