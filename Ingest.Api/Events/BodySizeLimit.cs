using Microsoft.AspNetCore.Http.Metadata;

namespace Ingest.Api.Events;

/// <summary>
/// The server's own limit on the bytes received, before decompression. Ours counts what comes out: without this one, a compressed
/// stream that unpacks to nothing could go on for ever.
/// </summary>
sealed class BodySizeLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
