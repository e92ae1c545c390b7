using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Analytics.Data.Retention;

namespace Analytics.Data.Tests.Retention;

public sealed class RetentionCutoffTests
{
    [Theory]
    [InlineData("2026-02-01T00:00:00Z", 1, "2026-01-01")]
    [InlineData("2026-02-28T23:59:59Z", 1, "2026-01-01")]
    [InlineData("2026-03-01T00:30:00+01:00", 1, "2026-01-01")]
    [InlineData("2026-01-15T00:00:00Z", 13, "2024-12-01")]
    [InlineData("2026-12-31T00:00:00Z", 12, "2025-12-01")]
    public void So_many_whole_months_lie_between_the_first_day_that_is_kept_and_today(string now, int months, string cutoff) =>
        Assert.Equal(DateOnly.Parse(cutoff, CultureInfo.InvariantCulture), RetentionCutoff.Of(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), months));

    [Fact]
    public void For_a_hundred_years_nothing_is_too_old() => Assert.True(RetentionCutoff.Of(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), 1_200) < new DateOnly(2000, 1, 1));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(12, null, true)]
    [InlineData(12, 12, true)]
    [InlineData(12, 36, true)]
    [InlineData(12, 11, false)]
    [InlineData(null, 11, false)]
    [InlineData(0, null, false)]
    public void Rollups_are_never_kept_for_less_than_events(int? months, int? rollupMonths, bool isValid)
    {
        var options = new RetentionOptions { Months = months, RollupMonths = rollupMonths };
        Assert.Equal(isValid, Validator.TryValidateObject(options, new(options), [], validateAllProperties: true));
    }
}
