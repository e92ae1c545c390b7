using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public sealed class CommitDeadlinesTests
{
    readonly CommitDeadlines deadlines = new();

    [Fact]
    public async Task What_nobody_decides_is_unconfirmed_at_the_end_of_its_time_and_not_long_before()
    {
        var ticket = Added();
        Sweep(19);
        Assert.False(ticket.IsOver);
        Sweep(1);
        Assert.Equal(CommitResult.Unconfirmed, await ticket.Result);
    }

    [Fact]
    public async Task Those_that_came_later_have_their_own_time_whatever_became_of_those_before()
    {
        var (first, second) = (Added(), Added());
        Sweep(10);
        var third = Added();
        first.Settle(CommitResult.Confirmed);
        Sweep(10);
        Assert.Equal((CommitResult.Confirmed, CommitResult.Unconfirmed), (await first.Result, await second.Result));
        Assert.False(third.IsOver);
        Sweep(10);
        Assert.Equal(CommitResult.Unconfirmed, await third.Result);
    }

    CommitTicket Added()
    {
        var ticket = new CommitTicket(pieces: 1);
        deadlines.Add(ticket);
        return ticket;
    }

    void Sweep(int times)
    {
        for (; times > 0; times--) deadlines.Sweep();
    }
}
