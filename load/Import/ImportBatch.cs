using System.Buffers;

namespace Analytics.Load.Import;

/// <summary>The lines that travel in one request, with the place in the file where each stood.</summary>
sealed class ImportBatch
{
    readonly ArrayBufferWriter<byte> body = new();
    readonly List<(long LineNumber, int End)> lines = [];

    public int Count => lines.Count;

    public int Bytes => body.WrittenCount;

    public ReadOnlyMemory<byte> Body => body.WrittenMemory;

    public long FirstLine => lines[0].LineNumber;

    public long LastLine => lines[^1].LineNumber;

    /// <summary>The line of the file that the server calls <paramref name="index"/>; null when it names a line that was not sent.</summary>
    public long? LineNumberOf(int index) => index >= 0 && index < lines.Count ? lines[index].LineNumber : null;

    /// <summary>Adds one line.</summary>
    /// <returns>True when the line had no event id and was given one.</returns>
    public bool Add(ReadOnlySpan<byte> line, long lineNumber, StableEventId ids)
    {
        var given = ids.Write(line, lineNumber, body);
        body.Write("\n"u8);
        lines.Add((lineNumber, body.WrittenCount));
        return given;
    }

    /// <summary>Two batches of half the lines each, in order.</summary>
    public (ImportBatch First, ImportBatch Second) Split() => (Part(0, Count / 2), Part(Count / 2, Count));

    ImportBatch Part(int from, int to)
    {
        var part = new ImportBatch();
        var start = from == 0 ? 0 : lines[from - 1].End;
        part.body.Write(Body.Span[start..lines[to - 1].End]);
        for (var i = from; i < to; i++)
            part.lines.Add((lines[i].LineNumber, lines[i].End - start));
        return part;
    }
}
