using Analytics.Load.Events;
using Analytics.Load.Seed;

namespace Analytics.Load.Tests.Seed;

public class SeedEventsTests
{
    static readonly SeedOptions Options = new(50_500, Accounts: 20, Days: 14, new DateOnly(2026, 11, 21), Seed: 1);

    static readonly List<MadeEvent> Made = All(Options);

    static List<MadeEvent> All(SeedOptions options)
    {
        var events = new SeedEvents(options);
        return [.. Enumerable.Range(0, (int)events.BlockCount).SelectMany(number => events.Block(number))];
    }

    [Fact]
    public void The_same_seed_makes_the_same_events_and_another_others()
    {
        Assert.Equal(Made, All(Options));
        Assert.Empty(Made.Select(e => e.EventId).Intersect(All(Options with { Seed = 2 }).Select(e => e.EventId)));
    }

    [Fact]
    public void Another_number_of_events_accounts_or_days_makes_other_events()
    {
        var ids = Made.Select(e => e.EventId).ToHashSet();
        foreach (var other in (SeedOptions[])[Options with { Events = 50_501 }, Options with { Accounts = 21 }, Options with { Days = 15 }, Options with { Until = Options.Until.AddDays(1) }])
            Assert.DoesNotContain(All(other), e => ids.Contains(e.EventId));
    }

    [Theory]
    [InlineData("2026-11-21", true)]
    [InlineData("2026-11-22", true)] // the last event before this midnight, which is 8 hours ahead
    [InlineData("2026-11-23", false)] // more than 24 hours: the API would refuse what is after 16:00
    [InlineData("2011-01-01", true)]
    [InlineData("2010-12-31", false)]
    [InlineData("tomorrow", false)]
    public void Events_may_lie_up_to_where_the_API_takes_them(string until, bool isTaken) =>
        Assert.Equal(isTaken, SeedOptions.TryReadUntil(until, new DateTimeOffset(2026, 11, 21, 16, 0, 0, TimeSpan.Zero), out _));

    [Fact]
    public void A_block_is_the_same_whether_others_were_made_before_or_not() =>
        Assert.Equal(Made[3_000..4_000], new SeedEvents(Options).Block(3));

    [Fact]
    public void There_are_as_many_as_asked_for_with_ids_of_their_own_within_the_days()
    {
        Assert.Equal(50_500, Made.Count);
        Assert.Equal(50_500, Made.Select(e => e.EventId).Distinct().Count());
        Assert.All(Made, e => Assert.InRange(e.OccurredAt, new DateTime(2026, 11, 7, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 11, 20, 23, 59, 59, 999, 999, DateTimeKind.Utc)));
        Assert.All(Made, e => Assert.Equal(0, e.OccurredAt.Ticks % TimeSpan.TicksPerMicrosecond)); // what the column keeps
    }

    [Fact]
    public void A_few_accounts_and_users_have_most_and_all_accounts_have_some()
    {
        var accounts = Made.CountBy(e => e.AccountId).OrderByDescending(count => count.Value).ToList();
        Assert.Equal(20, accounts.Count);
        Assert.Equal("seed-001", accounts[0].Key);
        Assert.InRange(accounts[0].Value / 50_500.0, 0.26, 0.30); // 1 / (1 + 1/2 + … + 1/20)
        var users = Made.Where(e => e.AccountId == "seed-001").CountBy(e => e.UserId).OrderByDescending(count => count.Value).ToList();
        Assert.InRange(users.Count, 300, 570);
        Assert.True(users[0].Value > 20 * users[users.Count / 2].Value);
    }

    [Fact]
    public void Days_are_busier_than_nights_and_workdays_than_weekends()
    {
        var hours = Made.CountBy(e => e.OccurredAt.Hour).ToDictionary();
        Assert.True(hours[10] > 8 * hours[3]);
        var days = Made.CountBy(e => e.OccurredAt.Date).ToDictionary();
        Assert.Equal(14, days.Count);
        Assert.InRange(days[new DateTime(2026, 11, 14)] / (double)days[new DateTime(2026, 11, 13)], 0.55, 0.65); // Saturday, Friday
    }

    [Fact]
    public void Types_have_their_shares_and_paths_only_where_there_is_one()
    {
        Assert.InRange(Made.Count(e => e.Type == "page_view") / 50_500.0, 0.57, 0.59);
        Assert.All(Made, e => Assert.Equal(e.Type is "message_sent" or "logout", e.Path is null));
    }
}
