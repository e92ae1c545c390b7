using System.Security.Cryptography;

namespace Ingest.Api.Dashboard;

/// <summary>A file of the page: its content, and the same packed, where the build packed it.</summary>
sealed record DashboardFile(string Name, byte[] Content, byte[]? Brotli, byte[]? Gzip)
{
    /// <summary>By its content: the same file has the same tag in every API.</summary>
    public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 12))}\"";

    public string ContentType { get; } = Path.GetExtension(Name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
