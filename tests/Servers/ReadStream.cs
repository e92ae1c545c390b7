using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Analytics.Tests.Servers;

/// <summary>A client of server-sent events, as a browser's EventSource reads them; it remembers all that came.</summary>
public sealed class ReadStream : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly HttpClient http;
    readonly List<StreamMessage> messages = [];
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock gate = new();
    TaskCompletionSource came = new(TaskCreationOptions.RunContinuationsAsynchronously);

    ReadStream(HttpClient http, HttpResponseMessage response) => (this.http, Response) = (http, response);

    public HttpResponseMessage Response { get; }

    /// <summary>Completes when the server ends the stream or the connection.</summary>
    public Task Ended => ended.Task;

    public IReadOnlyList<StreamMessage> Messages
    {
        get
        {
            lock (gate) return [.. messages];
        }
    }

    /// <summary>Opens it, and expects 200.</summary>
    public static async Task<ReadStream> OpenedAsync(Uri address, string? key = null)
    {
        var http = new HttpClient { Timeout = Patience };
        if (key is not null) http.DefaultRequestHeaders.Add("X-Api-Key", key);
        var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        var stream = new ReadStream(http, response.EnsureSuccessStatusCode());
        _ = stream.ReadAsync();
        return stream;
    }

    /// <summary>The first message that is like this, be it there already or yet to come; throws after 30 s.</summary>
    public async Task<StreamMessage> MessageAsync(string name, Predicate<JsonNode>? isIt = null, int after = 0)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (messages.Skip(after).FirstOrDefault(one => one.Name == name && (isIt?.Invoke(one.Data) ?? true)) is { } found) return found;
                next = came.Task;
            }

            try
            {
                await next.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not within {Patience}: a message {name}. There are: {string.Join('\n', Messages)}");
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Response.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task ReadAsync()
    {
        var fields = new Dictionary<string, string>();
        try
        {
            using var reader = new StreamReader(await Response.Content.ReadAsStreamAsync());
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.Length == 0) End(fields);
                else if (line.Split(": ", 2) is [var name, var value]) fields[name] = value;
            }
        }
        catch (Exception gone) when (gone is IOException or HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            // Closed from either side.
        }

        ended.TrySetResult();
    }

    void End(Dictionary<string, string> fields)
    {
        lock (gate)
        {
            var message = new StreamMessage(
                fields.GetValueOrDefault("event") ?? (fields.ContainsKey("") ? "heartbeat" : "retry"),
                fields.GetValueOrDefault("id"),
                JsonNode.Parse(fields.GetValueOrDefault("data") ?? "{}")!,
                Stopwatch.GetTimestamp());
            messages.Add(message);
            fields.Clear();
            (var before, came) = (came, new(TaskCreationOptions.RunContinuationsAsynchronously));
            before.TrySetResult();
        }
    }
}
