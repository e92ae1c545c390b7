using System.IO.Compression;
using System.Text;

namespace Analytics.Load.Tests.Import;

sealed class TemporaryFile : IDisposable
{
    TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"import-{Guid.NewGuid():N}.ndjson");

    public static TemporaryFile Of(string content) => new(Encoding.UTF8.GetBytes(content));

    public static TemporaryFile Of(byte[] content) => new(content);

    public static TemporaryFile OfEvents(int count) =>
        Of(string.Concat(Enumerable.Range(1, count).Select(i => $$"""{"event_id":"e{{i}}","account_id":"a"}""" + "\n")));

    public static byte[] Gzip(string content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(content));
        return compressed.ToArray();
    }

    public void Dispose() => File.Delete(Path);
}
