using System.Buffers;
using Analytics.Data.Accounts;
using Analytics.Data.Events;
using Analytics.Data.Listing;
using Ingest.Api.Security;
using Ingest.Api.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Ingest.Api.Exports;

/// <summary>
/// Streams an export, its first page read already. What goes wrong after the status is sent, also that its key is revoked, can only be
/// told by breaking the connection off: a file that ends in good order is whole.
/// </summary>
sealed class ExportResult(
    ExportReading reading, EventPage first, IExportFormat format, string fileName, bool isResumed, IDisposable slot, KnownKeys keys, ILogger log) : IResult
{
    const int FlushBytes = 64 * 1024;

    /// <summary>Slower readers are cut off: they hold a slot that others wait for. Not measured; it is a very slow line.</summary>
    static readonly MinDataRate SlowestReader = new(bytesPerSecond: 4_096, gracePeriod: TimeSpan.FromSeconds(30));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "no-store";
        if (httpContext.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = SlowestReader;
        var events = 0L;
        try
        {
            var buffer = new ArrayBufferWriter<byte>(2 * FlushBytes);
            if (!isResumed) format.WriteHead(buffer);
            for (var page = first; ; page = await reading.ReadAsync(page.Next, httpContext.RequestAborted))
            {
                await WriteAsync(page, buffer, response, httpContext.RequestAborted);
                events += page.Events.Count;
                if (page.Next is null) return;
            }
        }
        catch (Exception failure)
        {
            if (!httpContext.RequestAborted.IsCancellationRequested) ApiLog.ExportBroken(log, events, failure.GetType().Name);
            slot.Dispose();
            httpContext.Abort();
        }
        finally
        {
            slot.Dispose(); // before the reader sees the end: who has one export after the other never meets his own
        }
    }

    async Task WriteAsync(EventPage page, ArrayBufferWriter<byte> buffer, HttpResponse response, CancellationToken cancellation)
    {
        var bytes = 0L;
        foreach (var row in page.Events)
        {
            Write(buffer, row);
            if (buffer.WrittenCount >= FlushBytes) bytes += await SendAsync(buffer, response, cancellation);
        }

        bytes += await SendAsync(buffer, response, cancellation);
        reading.Written(page, bytes);
    }

    void Write(ArrayBufferWriter<byte> buffer, in EventRow row) => format.Write(buffer, row, reading.Cursor.Utf8Of(row.OccurredAt, row.EventId.Span));

    async Task<int> SendAsync(ArrayBufferWriter<byte> buffer, HttpResponse response, CancellationToken cancellation)
    {
        keys.MustStillCount(response.HttpContext.Features.Get<ApiKey>()); // not for each page only: a slow reader takes minutes for one
        var sent = buffer.WrittenCount;
        await response.BodyWriter.WriteAsync(buffer.WrittenMemory, cancellation);
        buffer.ResetWrittenCount();
        cancellation.ThrowIfCancellationRequested(); // a write to a client that has left comes back as if nothing were
        return sent;
    }
}
