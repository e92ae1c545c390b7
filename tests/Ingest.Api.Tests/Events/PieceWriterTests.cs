using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class PieceWriterTests
{
    static ReadBody Read(int events, int eventLimit, int bytesLimit, int largeAt = -1) => Some.Read(
        Some.Batch([.. Enumerable.Range(0, events).Select(i =>
            Some.Event($$""","metadata":{"a":"{{new string('x', i == largeAt ? 5_000 : i % 300)}}"}""", $"evt_{i}"))]),
        limits: new EventBodyLimits(10_000, eventLimit, bytesLimit));

    [Theory]
    [InlineData(1, 1, 1_024)]
    [InlineData(10, 1, 1_024)]
    [InlineData(10, 5, 1_000_000)]
    [InlineData(11, 5, 1_000_000)]
    [InlineData(1_000, 10_000, 1_024)]
    [InlineData(1_000, 10_000, 64 * 1_024)]
    [InlineData(10_000, 1_000, 256 * 1_024)]
    public void Pieces_keep_to_both_limits_and_lose_nothing(int events, int eventLimit, int bytesLimit)
    {
        var batch = Read(events, eventLimit, bytesLimit);
        Assert.All(batch.Pieces, piece => Assert.InRange(piece.EventCount, 1, eventLimit));
        Assert.All(batch.Pieces, piece => Assert.InRange(piece.Bytes.Length, 1, bytesLimit));
        Assert.Equal(Enumerable.Range(0, events).Select(i => $"evt_{i}"), Frames.EventsOf(batch).Select(read => read.EventId));
    }

    [Fact]
    public void An_event_larger_than_a_piece_may_be_gets_one_of_its_own()
    {
        var batch = Read(9, 1_000, 1_024, largeAt: 4);
        var large = Assert.Single(batch.Pieces, piece => piece.Bytes.Length > 1_024);
        Assert.Equal(1, large.EventCount);
        Assert.Equal(9, Frames.EventsOf(batch).Count);
    }

    [Fact]
    public void A_request_of_ordinary_size_makes_one_piece_of_its_exact_size()
    {
        var piece = Assert.Single(Read(100, 1_000, 256 * 1_024).Pieces);
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(piece.Bytes, out var array));
        Assert.Equal(array.Array!.Length, piece.Bytes.Length);
    }

    [Fact]
    public void More_events_than_a_request_may_bring_are_refused_whole()
    {
        var limits = Some.Limits with { EventCountLimit = 2 };
        Assert.Equal(2, Some.Read($"[{Some.Event()},{Some.Event()}]", limits: limits).EventCount);
        Assert.Equal(RejectionReason.TooManyEvents, Some.Read($"[{Some.Event()},5,{Some.Event()}]", limits: limits).Refusal?.Reason);
    }
}
