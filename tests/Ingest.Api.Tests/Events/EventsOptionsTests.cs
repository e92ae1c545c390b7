using Ingest.Api.Events;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Tests.Events;

public class EventsOptionsTests
{
    static EventsOptions Bound(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Events:{one.Name}", (string?)one.Value))).Build())
        .AddEvents()
        .BuildServiceProvider()
        .GetRequiredService<IOptions<EventsOptions>>().Value;

    [Fact]
    public void The_defaults_are_ten_megabytes_and_ten_thousand_events()
    {
        var options = Bound();
        Assert.Equal((10 * 1024 * 1024, 10_000), (options.BodyBytesLimit, options.EventCountLimit));
    }

    [Theory]
    [InlineData("BodyBytesLimit", "1023")]
    [InlineData("BodyBytesLimit", "104857601")]
    [InlineData("EventCountLimit", "0")]
    [InlineData("EventCountLimit", "100001")]
    public void A_limit_out_of_range_is_refused(string name, string value) =>
        Assert.Throws<OptionsValidationException>(() => Bound((name, value)));

    [Fact]
    public void A_limit_that_nobody_knows_is_refused_by_name() =>
        Assert.Contains("'EventLimit'", Assert.Throws<InvalidOperationException>(() => Bound(("EventLimit", "5"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_limit_in_range_is_taken() => Assert.Equal(5, Bound(("EventCountLimit", "5")).EventCountLimit);
}
