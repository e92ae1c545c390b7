using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Analytics.Load.Events;
using Analytics.Load.Import;

namespace Analytics.Load.Seed;

/// <summary>Seeds over the API, as an import does: a few connections, a bounded channel between them and the maker, and every request tried until it has its answer.</summary>
sealed class HttpSeeding(SeedEvents events, Uri url, string? key, TimeProvider clock)
{
    const int Connections = 4;

    /// <exception cref="DeliveryFailedException">Some were not delivered.</exception>
    public async Task RunAsync(SeedTally done, CancellationToken cancellation)
    {
        var options = new ImportOptions("seed", url) { Key = key, Connections = Connections };
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Connections, ConnectTimeout = TimeSpan.FromSeconds(5), UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = url, Timeout = options.RequestTimeout };
        if (key is not null) client.DefaultRequestHeaders.Add(ApiKeyOption.Header, key);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var tally = new ImportTally();
        var delivery = new BatchDelivery(client, tally, options, clock);
        var blocks = Channel.CreateBounded<ImportBatch>(new BoundedChannelOptions(Connections) { SingleWriter = true });

        Task[] all = [Task.Run(MakeAsync, stop.Token), .. Enumerable.Range(0, Connections).Select(_ => DeliverAsync())];
        await foreach (var ended in Task.WhenEach(all).WithCancellation(CancellationToken.None))
        {
            if (!ended.IsCompletedSuccessfully) await stop.CancelAsync();
        }

        cancellation.ThrowIfCancellationRequested();
        await (all.FirstOrDefault(task => task.IsFaulted) ?? Task.WhenAll(all));
        if (tally.Rejected == 0) return;
        var why = tally.FirstRejections is [var first, ..] ? $"{first.Code}: {first.Message}" : "the answers do not say why";
        throw new DeliveryFailedException($"{tally.Rejected} events were refused: {why}");

        async Task MakeAsync()
        {
            try
            {
                for (long number = 0; number < events.BlockCount; number++) await blocks.Writer.WriteAsync(Lines(events.Block(number)), stop.Token);
            }
            finally
            {
                blocks.Writer.TryComplete();
            }
        }

        async Task DeliverAsync()
        {
            await foreach (var block in blocks.Reader.ReadAllAsync(stop.Token))
            {
                await delivery.DeliverAsync(block, stop.Token);
                done.Add(block.Count);
            }
        }
    }

    static ImportBatch Lines(MadeEvent[] block)
    {
        var (batch, ids, line) = (new ImportBatch(), new StableEventId("seed"), new ArrayBufferWriter<byte>(512));
        using var json = new Utf8JsonWriter(line);
        for (var i = 0; i < block.Length; i++)
        {
            line.ResetWrittenCount();
            json.Reset();
            EventsJson.Write(json, block[i]);
            json.Flush();
            batch.Add(line.WrittenSpan, i + 1, ids);
        }

        return batch;
    }
}
