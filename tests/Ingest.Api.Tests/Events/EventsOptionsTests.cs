using Ingest.Api.Events;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Tests.Events;

public class EventsOptionsTests
{
    static EventsOptions Bound(string name, string value) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new($"Events:{name}", value)]).Build())
        .AddEvents()
        .BuildServiceProvider()
        .GetRequiredService<IOptions<EventsOptions>>().Value;

    [Fact]
    public void The_defaults_are_ten_megabytes_and_ten_thousand_events()
    {
        var options = Bound("Other", "1");
        Assert.Equal((10 * 1024 * 1024, 10_000), (options.BodyBytesLimit, options.EventCountLimit));
    }

    [Theory]
    [InlineData("BodyBytesLimit", "1023")]
    [InlineData("BodyBytesLimit", "104857601")]
    [InlineData("EventCountLimit", "0")]
    [InlineData("EventCountLimit", "100001")]
    public void A_limit_out_of_range_is_refused(string name, string value) =>
        Assert.Throws<OptionsValidationException>(() => Bound(name, value));

    [Fact]
    public void A_limit_in_range_is_taken() => Assert.Equal(5, Bound("EventCountLimit", "5").EventCountLimit);
}
