using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Analytics.Load.Import;

/// <summary>
/// Delivers one batch after another until each has its answer: sends again what failed for a while (429, 408, 5xx, network,
/// time-out) within a bounded time, and halves what was refused as a whole (413, a 400 that names no line), so that one bad
/// line never condemns its neighbours.
/// </summary>
sealed class BatchDelivery(HttpClient client, ImportTally tally, ImportOptions options, TimeProvider clock)
{
    static readonly Uri Route = new("events", UriKind.Relative);
    volatile bool answered;

    /// <exception cref="DeliveryFailedException">It cannot be delivered, or not within the time.</exception>
    public async Task DeliverAsync(ImportBatch batch, CancellationToken cancellation)
    {
        // At most log2(batch) + 1 of them wait at a time.
        var waiting = new Stack<ImportBatch>([batch]);
        while (waiting.TryPop(out var part))
        {
            if (await TryDeliverAsync(part, cancellation))
                continue;
            var (first, second) = part.Split();
            waiting.Push(second);
            waiting.Push(first);
        }
    }

    async Task<bool> TryDeliverAsync(ImportBatch batch, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        for (var failures = 1; ; failures++)
        {
            string problem;
            TimeSpan? retryAfter = null;
            Exception? cause = null;
            try
            {
                using var response = await PostAsync(batch, cancellation);
                answered = true;
                var body = await response.Content.ReadAsByteArrayAsync(cancellation);
                if (!IsTemporary(response.StatusCode))
                    return Settle(batch, response.StatusCode, ImportAnswer.TryParse(body));
                problem = $"the server answers {(int)response.StatusCode}";
                retryAfter = RetryAfter(response.Headers.RetryAfter);
            }
            catch (Exception e) when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                problem = e is OperationCanceledException ? "the server does not answer in time" : Innermost(e).Message;
                cause = e;
            }

            var pause = Backoff.Pause(failures, retryAfter, Jitter());
            var limit = answered ? options.BatchTimeLimit : options.ReachTimeLimit;
            if (clock.GetElapsedTime(started) + pause > limit)
            {
                throw new DeliveryFailedException(
                    answered
                        ? $"Lines {batch.FirstLine}–{batch.LastLine} could not be delivered within {limit.TotalSeconds:0} s: {problem}."
                        : $"{client.BaseAddress} cannot be reached ({problem}). Is the system running? ./dev up starts it.",
                    cause);
            }

            tally.Resend();
            await Task.Delay(pause, clock, cancellation);
        }
    }

    async Task<HttpResponseMessage> PostAsync(ImportBatch batch, CancellationToken cancellation)
    {
        using HttpContent content = options.Gzip ? Compressed(batch.Body) : new ReadOnlyMemoryContent(batch.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return await client.PostAsync(Route, content, cancellation);
    }

    /// <returns>False when the batch was refused as a whole and can be halved.</returns>
    bool Settle(ImportBatch batch, HttpStatusCode status, ImportAnswer? answer)
    {
        var listed = answer?.Rejected ?? [];
        switch (status)
        {
            case HttpStatusCode.Accepted when answer?.Queued is { } queued && queued >= 0 && queued <= batch.Count:
                tally.Accept(queued);
                RejectListed(batch, listed, batch.Count - queued);
                return true;
            case HttpStatusCode.BadRequest when listed.Count > 0:
                RejectListed(batch, listed, batch.Count);
                return true;
            case HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity:
                if (batch.Count > 1)
                    return false;
                tally.Reject(batch.FirstLine, answer?.Code ?? $"http_{(int)status}", answer?.Detail ?? answer?.Title);
                return true;
            default:
                throw new DeliveryFailedException(
                    $"{client.BaseAddress}events answered {(int)status} {answer?.Detail ?? answer?.Title}, which is no answer to events. Is it the API?");
        }
    }

    // The list may be shorter than the number of the rejected: a server need not list ten thousand.
    void RejectListed(ImportBatch batch, IReadOnlyList<RejectedEvent> listed, int rejected)
    {
        foreach (var one in listed.Take(rejected))
            tally.Reject(batch.LineNumberOf(one.Index) ?? batch.FirstLine, one.Code, one.Message);
        if (listed.Count < rejected)
            tally.RejectUnlisted(rejected - listed.Count);
    }

    static bool IsTemporary(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    TimeSpan? RetryAfter(RetryConditionHeaderValue? asked) =>
        asked?.Delta ?? (asked?.Date is { } date ? date - clock.GetUtcNow() : null);

    static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;

#pragma warning disable CA5394 // Jitter is no secret.
    static double Jitter() => Random.Shared.NextDouble();
#pragma warning restore CA5394

    static ByteArrayContent Compressed(ReadOnlyMemory<byte> body)
    {
        var compressed = new MemoryStream(body.Length / 4);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body.Span);
        var content = new ByteArrayContent(compressed.GetBuffer(), 0, (int)compressed.Length);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
