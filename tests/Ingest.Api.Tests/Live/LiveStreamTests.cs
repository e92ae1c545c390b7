using Analytics.Data.Selections;
using Ingest.Api.Live;

namespace Ingest.Api.Tests.Live;

public sealed class LiveStreamTests
{
    [Fact]
    public async Task A_stream_that_nobody_reads_keeps_the_newest_and_no_more_than_its_limit()
    {
        var stream = new LiveStream(new LiveWatch("acc_1", TimeWindow.Default), key: null);
        for (var i = 0; i < 100; i++) stream.Offer([(byte)i]);
        stream.End();
        stream.Offer([255]);
        var kept = await stream.ReadAllAsync(CancellationToken.None).Select(frame => (int)frame[0]).ToListAsync();
        Assert.Equal(Enumerable.Range(100 - LiveStream.FrameLimit, LiveStream.FrameLimit), kept);
    }
}
