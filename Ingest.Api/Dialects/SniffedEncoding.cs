using System.Buffers;
using System.IO.Pipelines;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects;

/// <summary>Whether a body is gzip, by its first two bytes: some clients compress and do not say so, to spare a browser its preflight.</summary>
static class SniffedEncoding
{
    /// <summary>RFC 1952 §2.3.1; no JSON begins so.</summary>
    static ReadOnlySpan<byte> Gzip => [0x1f, 0x8b];

    /// <summary>Looks without taking: who reads on from this reader begins at the body's beginning.</summary>
    public static async ValueTask<BodyEncoding> OfAsync(PipeReader body)
    {
        try
        {
            var head = (await body.ReadAtLeastAsync(Gzip.Length, CancellationToken.None)).Buffer;
            var encoding = StartsAsGzip(head) ? BodyEncoding.Gzip : BodyEncoding.Identity;
            body.AdvanceTo(head.Start);
            return encoding;
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            return BodyEncoding.Identity; // whoever reads the body meets the same, and tells it
        }
    }

    static bool StartsAsGzip(ReadOnlySequence<byte> head)
    {
        if (head.Length < Gzip.Length) return false;
        Span<byte> first = stackalloc byte[Gzip.Length];
        head.Slice(0, first.Length).CopyTo(first);
        return first.SequenceEqual(Gzip);
    }
}
