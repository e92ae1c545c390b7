using System.Buffers;

namespace Analytics.Load.Import;

/// <summary>The lines that travel in one request, with the place in the file where each stood.</summary>
sealed class ImportBatch
{
    readonly ArrayBufferWriter<byte> _body = new();
    readonly List<(long LineNumber, int End)> _lines = [];

    public int Count => _lines.Count;

    public int Bytes => _body.WrittenCount;

    public ReadOnlyMemory<byte> Body => _body.WrittenMemory;

    public long FirstLine => _lines[0].LineNumber;

    public long LastLine => _lines[^1].LineNumber;

    /// <summary>The line of the file that the server calls <paramref name="index"/>; null when it names a line that was not sent.</summary>
    public long? LineNumberOf(int index) => index >= 0 && index < _lines.Count ? _lines[index].LineNumber : null;

    /// <summary>Adds one line.</summary>
    /// <returns>True when the line had no event id and was given one.</returns>
    public bool Add(ReadOnlySpan<byte> line, long lineNumber, StableEventId ids)
    {
        var given = ids.Write(line, lineNumber, _body);
        _body.Write("\n"u8);
        _lines.Add((lineNumber, _body.WrittenCount));
        return given;
    }

    /// <summary>Two batches of half the lines each, in order.</summary>
    public (ImportBatch First, ImportBatch Second) Split() => (Part(0, Count / 2), Part(Count / 2, Count));

    ImportBatch Part(int from, int to)
    {
        var part = new ImportBatch();
        var start = from == 0 ? 0 : _lines[from - 1].End;
        part._body.Write(Body.Span[start.._lines[to - 1].End]);
        for (var i = from; i < to; i++)
            part._lines.Add((_lines[i].LineNumber, _lines[i].End - start));
        return part;
    }
}
