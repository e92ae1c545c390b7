using Ingest.Api.Dialects;

namespace Ingest.Api.Tests.Dialects;

public class ClientTimeTests
{
    const long Minute = 60_000_000;

    [Theory]
    [InlineData(0, null, 1000, 0)]
    [InlineData(7, 0, 5, 7)]
    [InlineData(7, 5, 0, 7)]
    [InlineData(0, 1, 61, 60)]
    [InlineData(0, 61, 1, -60)]
    [InlineData(-3, 0, 6, 3)]
    public void Received_less_the_time_from_happening_to_sending_once_clocks_differ_by_more_than_five_minutes(int happened, int? sent, int received, int corrected) =>
        Assert.Equal(corrected * Minute, ClientTime.Corrected(happened * Minute, sent * Minute, received * Minute));

    [Fact]
    public void No_time_is_too_far_off_to_be_reckoned_with()
    {
        Assert.Equal(long.MaxValue, ClientTime.Corrected(long.MaxValue, long.MinValue, long.MaxValue));
        Assert.Equal(long.MinValue, ClientTime.Corrected(long.MinValue, long.MaxValue, 0));
        Assert.Null(ClientTime.OfMilliseconds(long.MaxValue));
    }
}
