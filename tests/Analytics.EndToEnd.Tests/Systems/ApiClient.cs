using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The API over HTTP. Whatever it answers is an <see cref="Answer"/>; only no answer at all is an exception.</summary>
public sealed class ApiClient(Uri address, string? key = null) : IDisposable
{
    public const string Json = "application/json";
    public const string Lines = "application/x-ndjson";

    static readonly TimeSpan TakingLimit = TimeSpan.FromSeconds(30);

    // Longer than any answer may take: a hang is told from a late answer by the test.
    readonly HttpClient http = WithKey(new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(15) }, key);

    public Uri Address => address;

    public Task<Answer> PostAsync(JsonNode events) => PostAsync("/events", Encoding.UTF8.GetBytes(events.ToJsonString()));

    public Task<Answer> PostAsync(string path, string body, string? contentType = Json) => PostAsync(path, Encoding.UTF8.GetBytes(body), contentType);

    public Task<Answer> PostAsync(string path, byte[] body, string? contentType = Json, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (encoding is not null) content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    /// <summary>Posts events and expects all of them to be taken; those with ids of their own as <see cref="TakenAsync"/> does.</summary>
    public async Task AcceptedAsync(params JsonNode[] events)
    {
        var mayRepeat = events.All(one => one["event_id"] is not null);
        var body = Encoding.UTF8.GetBytes(new JsonArray(events).ToJsonString());
        var answer = mayRepeat ? await TakenAsync(body) : (await PostAsync("/events", body)).Must(HttpStatusCode.Accepted);
        Assert.Equal(events.Length, (int)answer.Json["queued"]!);
        Assert.Empty(answer.Json["rejected"]!.AsArray());
    }

    /// <summary>
    /// Posts events that have ids, and as every client should once more when the answer is 503: a broker on a busy machine may confirm too late.
    /// </summary>
    public async Task<Answer> TakenAsync(byte[] body, string contentType = Json, string? encoding = null)
    {
        var answer = await Soon.IsAsync(
            () => PostAsync("/events", body, contentType, encoding), answer => answer.Status != HttpStatusCode.ServiceUnavailable, "the events are taken", TakingLimit);
        return answer.Must(HttpStatusCode.Accepted);
    }

    public Task<Answer> GetAsync(string pathAndQuery) => SendAsync(new HttpRequestMessage(HttpMethod.Get, pathAndQuery));

    /// <summary>The summary of an account over a range, or over the default window.</summary>
    public async Task<JsonNode> SummaryAsync(string account, string? from = null, string? to = null)
    {
        var range = from is null ? "" : $"?from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to!)}";
        return (await GetAsync($"/accounts/{Uri.EscapeDataString(account)}/summary{range}")).Must(HttpStatusCode.OK).Json;
    }

    /// <summary>An account's ledger, once nothing is in flight: received, stored, duplicates, set aside.</summary>
    public async Task<(int Received, int Stored, int Duplicates, int SetAside)> ClosedLedgerAsync(string account)
    {
        var path = $"/accounts/{Uri.EscapeDataString(account)}/pipeline";
        var answer = await Soon.IsAsync(() => GetAsync(path), got => got.Status == HttpStatusCode.OK && (bool)got.Json["closed"]!, $"the ledger of {account} closes", TimeSpan.FromSeconds(60));
        return ((int)answer.Json["received"]!, (int)answer.Json["stored"]!, (int)answer.Json["duplicates"]!, (int)answer.Json["set_aside"]!);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var sent = request;
        var begun = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead);
        var mediaType = response.Content.Headers.ContentType?.MediaType;

        // A stream has no end to wait for: it is there, and that is all of it that this client wants.
        using var deadline = new CancellationTokenSource(http.Timeout);
        var body = mediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(deadline.Token);
        return new Answer(response.StatusCode, response.Headers, mediaType, body, Stopwatch.GetElapsedTime(begun));
    }

    public void Dispose() => http.Dispose();

    static HttpClient WithKey(HttpClient http, string? key)
    {
        if (key is not null) http.DefaultRequestHeaders.Add("X-Api-Key", key);
        return http;
    }
}
