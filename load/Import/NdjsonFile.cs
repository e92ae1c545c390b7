using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Analytics.Load.Import;

/// <summary>One line that is not blank.</summary>
/// <param name="Number">Counted from 1, blank lines included, as an editor counts.</param>
/// <param name="Content">Without its line ending; valid until the next line is asked for. Empty when <paramref name="IsTooLong"/>.</param>
/// <param name="IsTooLong">Longer than the limit; its content was passed over.</param>
readonly record struct NdjsonLine(long Number, ReadOnlyMemory<byte> Content, bool IsTooLong);

/// <summary>
/// Reads a file of JSON lines, plain or gzip (told apart by the first two bytes), holding one line at a time: a line that has
/// no end must not take the memory of the machine.
/// </summary>
sealed class NdjsonFile : IAsyncDisposable
{
    readonly FileStream file;
    readonly Stream content;
    readonly int lineBytesLimit;

    NdjsonFile(FileStream file, Stream content, int lineBytesLimit)
    {
        this.file = file;
        this.content = content;
        this.lineBytesLimit = lineBytesLimit;
    }

    /// <summary>Bytes on disk, before decompression.</summary>
    public long Length => file.Length;

    /// <summary>How many of <see cref="Length"/> are read.</summary>
    public long Position => file.Position;

    /// <exception cref="IOException">The file cannot be opened, or is a pipe.</exception>
    public static NdjsonFile Open(string path, int lineBytesLimit)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 128 * 1024, FileOptions.SequentialScan);
        if (!file.CanSeek)
        {
            file.Dispose();
            throw new IOException("It is not a regular file.");
        }

        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return new NdjsonFile(file, isGzip ? new GZipStream(file, CompressionMode.Decompress) : file, lineBytesLimit);
    }

    /// <exception cref="InvalidDataException">The file is damaged gzip.</exception>
    public async IAsyncEnumerable<NdjsonLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[Math.Min(256 * 1024, lineBytesLimit)];
        int start = 0, end = 0;
        long number = 0;
        bool skipping = false, atEnd = false;
        while (!atEnd || start < end)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && !atEnd)
            {
                if (end - start >= lineBytesLimit)
                {
                    skipping = true;
                    start = end = 0;
                }

                if (start > 0)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer);
                    end -= start;
                    start = 0;
                }

                if (end == buffer.Length)
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, lineBytesLimit));
                var read = await content.ReadAsync(buffer.AsMemory(end), cancellation);
                atEnd = read == 0;
                end += read;
                continue;
            }

            if (length < 0)
                length = end - start;
            number++;
            var line = Trimmed(buffer.AsMemory(start, length), isFirst: number == 1);
            start = Math.Min(end, start + length + 1);
            if (skipping)
                yield return new NdjsonLine(number, default, IsTooLong: true);
            else if (line.Length > 0)
                yield return new NdjsonLine(number, line, IsTooLong: false);
            skipping = false;
        }

        if (skipping)
            yield return new NdjsonLine(number + 1, default, IsTooLong: true);
    }

    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        await file.DisposeAsync();
    }

    static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line, bool isFirst)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xef, 0xbb, 0xbf];
        if (isFirst && line.Span.StartsWith(byteOrderMark))
            line = line[3..];
        return line.Trim(" \t\r"u8);
    }
}
