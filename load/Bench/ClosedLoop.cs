using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using Analytics.Load.Import;

namespace Analytics.Load.Bench;

/// <summary>
/// A number of connections, each of which sends its next request when the last one is answered, as clients that wait do. What
/// the server cannot take now is sent again, as a client would, so that every request ends in a 200 or 202, or ends the run.
/// </summary>
sealed class ClosedLoop(Uri server, int connections, TimeProvider clock, TimeSpan? timeLimit = null)
{
    static readonly TimeSpan RequestTimeLimit = TimeSpan.FromSeconds(60);

    // Beyond the time of the requests themselves; a server that hangs must not hang the benchmark.
    readonly TimeSpan timeLimit = timeLimit ?? TimeSpan.FromMinutes(10);

    /// <param name="next">Gives connection k its next request, valid until its next call; an empty one when there are none left.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="BenchFailedException">A request was refused or could not be delivered.</exception>
    public async Task<LoopResult> RunAsync(Func<int, ReadOnlyMemory<byte>> next, CancellationToken cancellation)
    {
        var address = new IPEndPoint(IPAddress.Loopback, server.Port);
        if (IPAddress.TryParse(server.Host.Trim('[', ']'), out var ip))
            address.Address = ip;
        KeepAliveConnection[] all = [.. Enumerable.Range(0, connections).Select(_ => new KeepAliveConnection(address))];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeLimit);
        await using var cut = limit.Token.Register(() => Array.ForEach(all, c => c.Dispose()));
        try
        {
            foreach (var connection in all)
                await connection.ConnectAsync();
            var started = clock.GetTimestamp();
            var parts = await Task.WhenAll(all.Select((c, k) => Task.Run(() => RunOneAsync(c, k, next, limit.Token), limit.Token)));
            var took = clock.GetElapsedTime(started);
            var latencies = new Latencies();
            foreach (var part in parts)
                latencies.Add(part.Latencies);
            return new LoopResult(took, latencies.Count, parts.Sum(p => p.Queued), parts.Sum(p => p.SentAgain), latencies);
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is (OperationCanceledException or SocketException or ObjectDisposedException))
        {
            cancellation.ThrowIfCancellationRequested();
            throw new BenchFailedException($"{server} has not answered everything within {timeLimit}.", e);
        }
        catch (InvalidDataException e)
        {
            throw new BenchFailedException($"{server} gave an answer that cannot be read: {e.Message}", e);
        }
        catch (SocketException e)
        {
            throw new BenchFailedException($"{server} cannot be reached ({e.Message}). Is the system running? ./dev up starts it.", e);
        }
        finally
        {
            Array.ForEach(all, c => c.Dispose());
        }
    }

    async Task<(Latencies Latencies, long Queued, long SentAgain)> RunOneAsync(
        KeepAliveConnection connection, int number, Func<int, ReadOnlyMemory<byte>> next, CancellationToken cancellation)
    {
        var latencies = new Latencies();
        long queued = 0, sentAgain = 0;
        while (next(number) is { IsEmpty: false } request)
        {
            var first = clock.GetTimestamp();
            for (var failures = 1; ; failures++)
            {
                cancellation.ThrowIfCancellationRequested();
                var sent = clock.GetTimestamp();
                var (answer, problem) = await TrySendAsync(connection, request);
                if (answer.Status is 200 or 202)
                {
                    latencies.Add(clock.GetElapsedTime(sent));
                    queued += QueuedIn(answer.Body.Span);
                    break;
                }

                if (problem is null && answer.Status is not (429 or 503))
                    throw new BenchFailedException($"{server} answered {answer.Status}: {System.Text.Encoding.UTF8.GetString(answer.Body.Span)}");
                if (clock.GetElapsedTime(first) > RequestTimeLimit)
                    throw new BenchFailedException($"{server} did not take a request within {RequestTimeLimit.TotalSeconds} s: {problem ?? $"{answer.Status}"}.");
                sentAgain++;
#pragma warning disable CA5394 // Jitter is no secret.
                await Task.Delay(Backoff.Pause(failures, answer.RetryAfter, Random.Shared.NextDouble()), clock, cancellation);
#pragma warning restore CA5394
            }
        }

        return (latencies, queued, sentAgain);
    }

    static async ValueTask<(HttpAnswer Answer, string? Problem)> TrySendAsync(KeepAliveConnection connection, ReadOnlyMemory<byte> request)
    {
        try
        {
            return (await connection.SendAsync(request), null);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return (default, e.Message);
        }
    }

    // The empty endpoint's answer has no body.
    static long QueuedIn(ReadOnlySpan<byte> body)
    {
        var name = "\"queued\":"u8;
        var at = body.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(body[(at + name.Length)..].TrimStart((byte)' '), out long queued, out _) ? queued : 0;
    }
}
