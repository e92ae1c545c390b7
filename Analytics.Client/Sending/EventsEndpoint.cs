using System.Net;
using System.Net.Http.Headers;

namespace Analytics.Client.Sending;

/// <summary>The API's <c>POST /events</c>. Whatever happens is an <see cref="Answer"/>; only giving up is an exception.</summary>
sealed class EventsEndpoint : IDisposable
{
    /// <summary>Ten thousand refusals are 2 MB; whoever answers more is no API.</summary>
    const int AnswerBytesLimit = 8 * 1024 * 1024;

    /// <summary>So often a connection is made anew, to follow a name that has moved.</summary>
    static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    readonly HttpClient http;
    readonly Uri address;
    readonly bool isCompressed;
    readonly TimeSpan timeLimit;
    readonly TimeProvider clock;

    public EventsEndpoint(EventTrackerOptions options, TimeProvider clock)
    {
        this.clock = clock;
        (timeLimit, isCompressed) = (options.RequestTimeLimit, options.Compress);
        address = new Uri(options.Endpoint!.AbsoluteUri.TrimEnd('/') + "/events");

        // A redirect would turn the POST into a GET, which takes no events and may well answer 200.
        var handler = options.CreateHandler?.Invoke()
            ?? new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime, AllowAutoRedirect = false, UseCookies = false };
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = AnswerBytesLimit };
        var version = typeof(EventsEndpoint).Assembly.GetName().Version?.ToString(3);
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Analytics.Client", version));
        if (options.ApiKey is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
    }

    /// <summary>Posts a body and says what became of it.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="givenUp"/> was cancelled.</exception>
    public async Task<Answer> PostAsync(ReadOnlyMemory<byte> body, CancellationToken givenUp)
    {
        using var late = new CancellationTokenSource(timeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, givenUp);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        if (isCompressed) request.Content.Headers.ContentEncoding.Add("gzip");
        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            var json = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return Read(response, AnswerBody.Read(json));
        }
        catch (HttpRequestException unreadable) when (unreadable.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return Of(AnswerKind.Permanent, "an answer of no API's length");
        }
        catch (Exception network) when (network is HttpRequestException or IOException)
        {
            return Of(AnswerKind.Temporary, network.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!givenUp.IsCancellationRequested)
        {
            return Of(AnswerKind.Temporary, "no answer in time");
        }
    }

    public void Dispose() => http.Dispose();

    static Answer Of(AnswerKind kind, string error) => new(kind, error, null, []);

    Answer Read(HttpResponseMessage response, AnswerBody body)
    {
        var error = body.Code is null ? $"HTTP {(int)response.StatusCode}" : $"HTTP {(int)response.StatusCode} {body.Code}";
        var rejected = body.Rejected ?? [];
        return new Answer(KindOf(response.StatusCode, rejected.Count), error, RetryAfter(response.Headers.RetryAfter), rejected);
    }

    /// <summary>
    /// A 408, 502 or 504 is the network's, told by a proxy. A 500 is a defect that these very events may have met: to send them again and
    /// again would keep all others waiting. Another success than 202 is no answer of the API: it has nothing on disk.
    /// </summary>
    static AnswerKind KindOf(HttpStatusCode status, int rejected) => status switch
    {
        HttpStatusCode.Accepted => AnswerKind.Judged,
        HttpStatusCode.BadRequest when rejected > 0 => AnswerKind.NoneTaken,
        HttpStatusCode.RequestEntityTooLarge => AnswerKind.TooLarge,
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => AnswerKind.Temporary,
        HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => AnswerKind.Temporary,
        _ => AnswerKind.Permanent,
    };

    TimeSpan? RetryAfter(RetryConditionHeaderValue? asked) => asked?.Delta ?? (asked?.Date is { } date ? date - clock.GetUtcNow() : null);
}
