using System.Buffers;
using Analytics.Data.Events;
using Ingest.Api.Answers;

namespace Ingest.Api.Exports;

/// <summary>RFC 4180: a header, then an event a line, metadata as JSON in one cell; the last cell is the line's cursor.</summary>
sealed class CsvFormat : IExportFormat
{
    public string ContentType => "text/csv; charset=utf-8";

    public string Extension => "csv";

    public void WriteHead(IBufferWriter<byte> to) => to.Write("event_id,account_id,user_id,type,timestamp,received_at,path,metadata,cursor\r\n"u8);

    public void Write(IBufferWriter<byte> to, in EventRow row, ReadOnlySpan<byte> cursor)
    {
        Span<byte> instant = stackalloc byte[UtcInstant.Longest];
        CsvCell.Write(to, row.EventId.Span);
        to.Write(","u8);
        CsvCell.Write(to, row.AccountId.Span);
        to.Write(","u8);
        CsvCell.Write(to, row.UserId.Span);
        to.Write(","u8);
        CsvCell.Write(to, row.Type.Span);
        to.Write(","u8);
        to.Write(instant[..UtcInstant.Format(row.OccurredAt, instant)]);
        to.Write(","u8);
        to.Write(instant[..UtcInstant.Format(row.ReceivedAt, instant)]);
        to.Write(","u8);
        if (row.Path is { } path) CsvCell.Write(to, path.Span);
        to.Write(","u8);
        if (row.Metadata is { } metadata) CsvCell.Write(to, metadata.Span);
        to.Write(","u8);
        to.Write(cursor);
        to.Write("\r\n"u8);
    }
}
