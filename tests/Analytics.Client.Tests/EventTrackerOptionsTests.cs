namespace Analytics.Client.Tests;

public sealed class EventTrackerOptionsTests
{
    static readonly Uri Endpoint = new("https://analytics.example.com");

    public static TheoryData<string, Action<EventTrackerOptions>> Faults => new()
    {
        { "Endpoint", options => options.Endpoint = null },
        { "Endpoint", options => options.Endpoint = new Uri("events", UriKind.Relative) },
        { "Endpoint", options => options.Endpoint = new Uri("ftp://analytics.example.com") },
        { "ApiKey", options => options.ApiKey = "" },
        { "ApiKey", options => options.ApiKey = "ak_1\n" },
        { "BufferEventLimit", options => options.BufferEventLimit = 0 },
        { "BufferBytesLimit", options => options.BufferBytesLimit = 1 },
        { "BatchEventLimit", options => options.BatchEventLimit = 10_001 },
        { "BatchEventLimit", options => options.BufferEventLimit = 999 },
        { "BatchBytesLimit", options => options.BatchBytesLimit = 9 * 1024 * 1024 },
        { "BatchBytesLimit", options => options.BufferBytesLimit = 100_000 },
        { "BatchTimeLimit", options => options.BatchTimeLimit = TimeSpan.Zero },
        { "RequestTimeLimit", options => options.RequestTimeLimit = TimeSpan.Zero },
        { "FirstRetryPause", options => options.FirstRetryPause = TimeSpan.Zero },
        { "RetryPauseLimit", options => options.RetryPauseLimit = TimeSpan.FromDays(1) },
        { "DrainTimeLimit", options => options.DrainTimeLimit = TimeSpan.FromSeconds(-1) },
        { "FailureLogInterval", options => options.FailureLogInterval = TimeSpan.Zero },
    };

    [Fact]
    public void The_defaults_need_an_endpoint_and_nothing_else() => Assert.Empty(EventTrackerOptionsValidation.Faults(new EventTrackerOptions { Endpoint = Endpoint }));

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void An_option_out_of_its_range_is_named(string option, Action<EventTrackerOptions> spoil)
    {
        var options = new EventTrackerOptions { Endpoint = Endpoint };
        spoil(options);

        Assert.Contains(EventTrackerOptionsValidation.Faults(options), fault => fault.StartsWith(option + " must", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => new EventTracker(options));
    }

    [Fact]
    public void A_wrong_key_is_not_shown()
    {
        var fault = Assert.Single(EventTrackerOptionsValidation.Faults(new EventTrackerOptions { Endpoint = Endpoint, ApiKey = "ak_ secret" }));

        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }
}
