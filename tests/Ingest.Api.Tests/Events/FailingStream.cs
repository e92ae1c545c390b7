namespace Ingest.Api.Tests.Events;

/// <summary>A body whose reading fails, after so many bytes.</summary>
sealed class FailingStream(Exception fault, int after = 0) : MemoryStream
{
    int left = after;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left == 0) throw fault;
        var read = Math.Min(left, buffer.Length);
        left -= read;
        return ValueTask.FromResult(read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw fault;
}
