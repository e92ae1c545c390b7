using System.Net;
using System.Threading.Channels;

namespace Analytics.Load.Import;

/// <summary>
/// One file on its way to the API: one reader makes batches, a few connections deliver them. Between them is a bounded channel,
/// so that a huge file never stands in memory: at most twice <see cref="ImportOptions.Connections"/> batches do.
/// </summary>
sealed class FileImport(ImportOptions options, TimeProvider clock)
{
    public ImportTally Tally { get; } = new();

    /// <summary>The bytes of the file, and how many of them are read.</summary>
    public (long Read, long Length) Progress { get; private set; }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged gzip.</exception>
    /// <exception cref="DeliveryFailedException">A batch was not delivered; <see cref="Tally"/> says how far it came.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var file = NdjsonFile.Open(options.File, options.BatchBytesLimit);
        using var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = options.Connections,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AutomaticDecompression = DecompressionMethods.All,
            UseProxy = false,
        };
        using var client = new HttpClient(handler) { BaseAddress = options.Url, Timeout = options.RequestTimeout };
        if (options.Key is { } key) client.DefaultRequestHeaders.Add(ApiKeyOption.Header, key);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = Channel.CreateBounded<ImportBatch>(new BoundedChannelOptions(options.Connections) { SingleWriter = true });
        var delivery = new BatchDelivery(client, Tally, options, clock);

        var reading = ReadAsync(file, batches.Writer, stop.Token);
        Task[] all = [reading, .. Enumerable.Range(0, options.Connections).Select(_ => DeliverAsync(batches.Reader, delivery, stop.Token))];
        await foreach (var done in Task.WhenEach(all).WithCancellation(CancellationToken.None))
        {
            if (!done.IsCompletedSuccessfully && done != reading)
                await stop.CancelAsync();
        }

        // The first real failure, not the cancellations that it caused; when the reader failed, the rest was still delivered.
        cancellation.ThrowIfCancellationRequested();
        await (all.FirstOrDefault(t => t.IsFaulted) ?? Task.WhenAll(all));
    }

    async Task ReadAsync(NdjsonFile file, ChannelWriter<ImportBatch> batches, CancellationToken cancellation)
    {
        try
        {
            var ids = new StableEventId(options.File);
            var batch = new ImportBatch();
            await foreach (var line in file.ReadAsync(cancellation))
            {
                if (line.IsTooLong)
                {
                    Tally.Reject(line.Number, "line_too_long", $"longer than {options.BatchBytesLimit:N0} bytes; not sent");
                    continue;
                }

                if (batch.Count >= options.BatchEventLimit || (batch.Count > 0 && batch.Bytes + line.Content.Length > options.BatchBytesLimit))
                {
                    await WriteAsync(batch);
                    batch = new ImportBatch();
                }

                if (batch.Add(line.Content.Span, line.Number, ids))
                    Tally.IdsGiven++;
            }

            if (batch.Count > 0)
                await WriteAsync(batch);
            Progress = (file.Length, file.Length);
        }
        finally
        {
            batches.TryComplete();
        }

        ValueTask WriteAsync(ImportBatch batch)
        {
            Progress = (file.Position, file.Length);
            Tally.Open(batch);
            return batches.WriteAsync(batch, cancellation);
        }
    }

    async Task DeliverAsync(ChannelReader<ImportBatch> batches, BatchDelivery delivery, CancellationToken cancellation)
    {
        await foreach (var batch in batches.ReadAllAsync(cancellation))
        {
            await delivery.DeliverAsync(batch, cancellation);
            Tally.Close(batch);
        }
    }
}
