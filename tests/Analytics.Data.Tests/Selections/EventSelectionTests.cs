using Analytics.Data.Selections;

namespace Analytics.Data.Tests.Selections;

public sealed class EventSelectionTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 29, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("last_24h", 24)]
    [InlineData("last_7d", 7 * 24)]
    [InlineData("last_30d", 30 * 24)]
    [InlineData("last_90d", 90 * 24)]
    public void A_window_ends_now(string name, int hours)
    {
        var query = EventSelection.Over("a", TimeWindow.Named(name)!).At(Now);
        Assert.Equal(new SelectedEvents("a", Now.AddHours(-hours), Now), query);
    }

    [Theory]
    [InlineData("last_24H")]
    [InlineData("last_1d")]
    [InlineData("")]
    public void Other_names_are_no_windows(string name) => Assert.Null(TimeWindow.Named(name));

    [Fact]
    public void Instants_between_two_microseconds_are_rounded_up_which_is_exact_for_whole_microseconds()
    {
        var query = EventSelection.Between(null, Now.AddTicks(1), Now.AddTicks(11)).At(default);
        Assert.Equal(Now.AddMicroseconds(1), query.From);
        Assert.Equal(Now.AddMicroseconds(2), query.To);
    }

    [Fact]
    public void A_fixed_range_does_not_look_at_the_clock_and_is_in_UTC()
    {
        var query = EventSelection.Between("a", Now.ToOffset(TimeSpan.FromHours(-7)), Now.AddHours(1)).At(Now.AddYears(1));
        Assert.Equal(Now, query.From);
        Assert.Equal(TimeSpan.Zero, query.From.Offset);
    }

    [Fact]
    public void A_range_that_is_empty_or_backwards_is_none()
    {
        Assert.Throws<ArgumentException>(() => EventSelection.Between("a", Now, Now));
        Assert.Throws<ArgumentException>(() => EventSelection.Between("a", Now, Now.AddDays(-1)));
    }
}
