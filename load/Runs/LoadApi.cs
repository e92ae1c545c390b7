using System.Net;
using System.Net.Http.Headers;
using Analytics.Load.Import;

namespace Analytics.Load.Runs;

/// <summary>
/// The API as a polite client sees it: what it cannot take now (429, 503, no answer) is sent again with the same ids, after the
/// pause it asked for and a bounded number of times. Connections are bounded; what finds none free waits, and its figure with it.
/// </summary>
sealed class LoadApi : IDisposable
{
    const int ConnectionLimit = 256;
    const int AttemptLimit = 6;

    static readonly Uri Route = new("events", UriKind.Relative);
    static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>The API answers events within 3 s; more is a network that lost the answer.</summary>
    static readonly TimeSpan RequestTimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>A server that asks for more is waited for no longer.</summary>
    static readonly TimeSpan PauseLimit = TimeSpan.FromSeconds(10);

    readonly HttpClient client;
    readonly TimeProvider clock;

    public LoadApi(Uri address, string? key, TimeProvider clock)
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = ConnectionLimit,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AutomaticDecompression = DecompressionMethods.All,
            UseProxy = false,
        };
        client = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null) client.DefaultRequestHeaders.Add(ApiKeyOption.Header, key);
        this.clock = clock;
    }

    public SentEvents Events { get; } = new();

    /// <summary>Posts a body of <paramref name="count"/> events, counts what became of them, and says how it went.</summary>
    public async Task<LoadAnswer> RecordAsync(ReadOnlyMemory<byte> body, int count, CancellationToken cancellation)
    {
        Events.Send(count);
        var (answer, content) = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, Route) { Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } } },
            HttpStatusCode.Accepted,
            Events.Repeat,
            cancellation);
        if (answer.IsOk && ImportAnswer.TryParse(content) is { Queued: { } queued } accepted && queued >= 0 && queued <= count)
        {
            Events.Accept(queued);
            if (queued == count) return answer;
            var reason = accepted.Rejected is [var first, ..] ? $"{first.Code}: {first.Message}" : "not said";
            Events.Refuse(count - queued, reason);
            return answer with { IsOk = false, Problem = $"{count - queued} of {count} events refused ({reason})" };
        }

        if (answer.Status is >= 400 and < 500 and not (408 or 429)) Events.Refuse(count, answer.Problem ?? answer.Code);
        else Events.LoseSightOf(count);
        return answer with { IsOk = false };
    }

    /// <summary>Asks for a page.</summary>
    public async Task<LoadAnswer> ReadAsync(string path, CancellationToken cancellation) => (await GetAsync(path, cancellation)).Answer;

    /// <summary>Asks for a page, and hands it out.</summary>
    public Task<(LoadAnswer Answer, byte[] Content)> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), HttpStatusCode.OK, () => { }, cancellation);

    /// <summary>Asks once, with a time limit of the caller's.</summary>
    public async Task<(LoadAnswer Answer, byte[] Content)> AskOnceAsync(string path, TimeSpan limit, CancellationToken cancellation)
    {
        var (answer, content, _) = await TryAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), HttpStatusCode.OK, limit, cancellation);
        return (answer, content);
    }

    public void Dispose() => client.Dispose();

    async Task<(LoadAnswer Answer, byte[] Content)> SendAsync(Func<HttpRequestMessage> make, HttpStatusCode wanted, Action onRepeat, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, content, retryAfter) = await TryAsync(make, wanted, RequestTimeLimit, cancellation);
            if (answer.IsOk || attempt == AttemptLimit || answer.Status is not (0 or 408 or 429 or 503)) return (answer, content);
#pragma warning disable CA5394 // Jitter is no secret.
            var pause = Backoff.Pause(attempt, retryAfter, Random.Shared.NextDouble());
#pragma warning restore CA5394
            if (pause > PauseLimit) return (answer, content);
            onRepeat();
            await Task.Delay(pause, clock, cancellation);
        }
    }

    async Task<(LoadAnswer Answer, byte[] Content, TimeSpan? RetryAfter)> TryAsync(
        Func<HttpRequestMessage> make, HttpStatusCode wanted, TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        try
        {
            using var request = make();
            using var response = await client.SendAsync(request, deadline.Token);
            var content = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            var isOk = response.StatusCode == wanted;
            var problem = isOk ? null : ProblemIn(content) ?? response.ReasonPhrase;
            return (new LoadAnswer((int)response.StatusCode, isOk, content.Length, problem), content, response.Headers.RetryAfter?.Delta);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var problem = e is OperationCanceledException ? $"no answer within {limit.TotalSeconds} s" : e.GetBaseException().Message;
            return (new LoadAnswer(0, false, 0, problem), [], null);
        }
    }

    static string? ProblemIn(byte[] content) => ImportAnswer.TryParse(content) is { } answer ? answer.Detail ?? answer.Title : null;
}
