namespace Ingest.Api.Tests.Events;

/// <summary>A body whose reading fails.</summary>
sealed class FailingStream(Exception fault) : MemoryStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw fault;

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw fault;
}
