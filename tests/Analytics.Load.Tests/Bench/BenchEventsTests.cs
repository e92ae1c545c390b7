using Analytics.Load.Bench;
using Analytics.Load.Events;

namespace Analytics.Load.Tests.Bench;

public class BenchEventsTests
{
    static MadeEvent[] Make(BenchShape shape, int count = 20_000) => new BenchEvents("run", TimeProvider.System, shape).Make("p", count);

    [Fact]
    public void Events_are_of_as_many_accounts_and_users_as_the_shape_says()
    {
        var events = Make(new BenchShape(7, 10));
        Assert.Equal(7, events.Select(e => e.AccountId).Distinct().Count());
        Assert.Equal(10, events.Select(e => e.UserId).Distinct().Count());
        Assert.Equal(events.Length, events.Select(e => e.EventId).Distinct().Count());
    }

    [Fact]
    public void A_whale_has_its_share_and_the_rest_is_spread()
    {
        var byAccount = Make(new BenchShape(1_000, 10, 0.9)).CountBy(e => e.AccountId).OrderByDescending(pair => pair.Value).ToList();
        Assert.InRange(byAccount[0].Value, 17_800, 18_300);
        Assert.True(byAccount[1].Value < 20);
        Assert.True(byAccount.Count > 800);
    }

    [Fact]
    public void Every_event_is_of_an_account_that_the_phase_has() =>
        Assert.Empty(Make(new BenchShape(3, 3)).Select(e => e.AccountId).Except(new BenchEvents("run", TimeProvider.System, new BenchShape(3, 3)).Accounts("p")));
}
