using Ingest.Api.Limits;

namespace Ingest.Api.Tests.Limits;

public sealed class FairTurnsTests
{
    [Fact]
    public void One_account_leaves_the_others_some()
    {
        var turns = new FairTurns(3);
        var (first, second) = (turns.TryTake("greedy"), turns.TryTake("greedy"));
        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(turns.TryTake("greedy"));
        Assert.NotNull(turns.TryTake("other"));
        Assert.Null(turns.TryTake("third"));

        first.Dispose();
        first.Dispose(); // counts once
        Assert.NotNull(turns.TryTake("greedy"));
        Assert.Null(turns.TryTake("third"));
    }

    [Fact]
    public void A_single_turn_is_anybodys()
    {
        var turns = new FairTurns(1);
        turns.TryTake("one")!.Dispose();
        Assert.NotNull(turns.TryTake("other"));
        Assert.Null(turns.TryTake("one"));
    }
}
