using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

/// <summary>A request of more than a frame takes may say 202 only when each of its frames was confirmed.</summary>
public sealed class CommitTicketTests
{
    readonly CommitTicket three = new(pieces: 3);

    [Fact]
    public async Task A_request_of_several_pieces_is_confirmed_when_the_last_of_them_is()
    {
        three.Settle(CommitResult.Confirmed);
        Assert.False(three.IsOver);
        three.Settle(CommitResult.Confirmed);
        Assert.False(three.IsOver);
        three.Settle(CommitResult.Confirmed);
        Assert.True(three.IsOver);
        Assert.Equal(CommitResult.Confirmed, await three.Result);
    }

    [Theory]
    [InlineData(0, CommitResult.Unconfirmed)]
    [InlineData(1, CommitResult.Unconfirmed)]
    [InlineData(2, CommitResult.Unconfirmed)]
    [InlineData(0, CommitResult.BrokerAway)]
    [InlineData(2, CommitResult.BrokerAway)]
    public async Task One_piece_that_fails_decides_for_all_whatever_comes_after_it(int confirmedBefore, CommitResult failure)
    {
        for (var piece = 0; piece < confirmedBefore; piece++) three.Settle(CommitResult.Confirmed);
        three.Settle(failure);
        Assert.True(three.IsOver);
        for (var piece = confirmedBefore; piece < 3; piece++) three.Settle(CommitResult.Confirmed);

        // Never that nothing was tried: another piece may be with the broker.
        Assert.Equal(CommitResult.Unconfirmed, await three.Result);
    }

    [Theory]
    [InlineData(CommitResult.Confirmed)]
    [InlineData(CommitResult.Unconfirmed)]
    [InlineData(CommitResult.BrokerAway)]
    public async Task A_request_of_one_piece_hears_what_became_of_it(CommitResult result)
    {
        var one = new CommitTicket(pieces: 1);
        one.Settle(result);
        Assert.Equal(result, await one.Result);
    }
}
