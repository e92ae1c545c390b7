using System.Buffers;
using Analytics.Data.Events;

namespace Ingest.Api.Exports;

/// <summary>How an export is written: a line an event, each with the cursor from which an export goes on after it.</summary>
interface IExportFormat
{
    string ContentType { get; }

    /// <summary>What the file's name ends with, without the dot.</summary>
    string Extension { get; }

    /// <summary>What stands before the first event of a file.</summary>
    void WriteHead(IBufferWriter<byte> to);

    void Write(IBufferWriter<byte> to, in EventRow row, ReadOnlySpan<byte> cursor);
}
