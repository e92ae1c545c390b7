namespace Ingest.Api.Events;

/// <summary>How a body is compressed.</summary>
public enum BodyEncoding
{
    Identity,
    Gzip,
    Brotli,
}
