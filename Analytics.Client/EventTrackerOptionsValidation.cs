using Microsoft.Extensions.Options;

namespace Analytics.Client;

/// <summary>Says everything that is wrong with a tracker's options. Written out, so that it works where nothing may be found by reflection.</summary>
sealed class EventTrackerOptionsValidation : IValidateOptions<EventTrackerOptions>
{
    /// <summary>What is wrong, a sentence each; empty when all is well.</summary>
    public static IReadOnlyList<string> Faults(EventTrackerOptions options)
    {
        var faults = new List<string>();
        void Range<T>(string name, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0) faults.Add($"{name} must lie between {least} and {most}, and is {value}.");
        }

        if (options.Endpoint is not { IsAbsoluteUri: true, Scheme: "http" or "https" }) faults.Add("Endpoint must be the API's address, such as https://analytics.example.com.");

        // Not shown: it is a secret also when it is wrong.
        if (options.ApiKey is { } key && (key.Length == 0 || key.Any(letter => letter is <= ' ' or > '~'))) faults.Add("ApiKey must be a key as it was printed, without spaces.");
        Range(nameof(options.BufferEventLimit), options.BufferEventLimit, 1, 10_000_000);
        Range(nameof(options.BufferBytesLimit), options.BufferBytesLimit, 64 * 1024, 4L * 1024 * 1024 * 1024);
        Range(nameof(options.BatchEventLimit), options.BatchEventLimit, 1, 10_000);
        Range(nameof(options.BatchBytesLimit), options.BatchBytesLimit, 1024, 8 * 1024 * 1024);
        if (options.BatchEventLimit > options.BufferEventLimit) faults.Add("BatchEventLimit must not be more than BufferEventLimit.");
        if (options.BatchBytesLimit > options.BufferBytesLimit) faults.Add("BatchBytesLimit must not be more than BufferBytesLimit.");
        Range(nameof(options.BatchTimeLimit), options.BatchTimeLimit, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Range(nameof(options.RequestTimeLimit), options.RequestTimeLimit, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        Range(nameof(options.FirstRetryPause), options.FirstRetryPause, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Range(nameof(options.RetryPauseLimit), options.RetryPauseLimit, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Range(nameof(options.DrainTimeLimit), options.DrainTimeLimit, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Range(nameof(options.FailureLogInterval), options.FailureLogInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return faults;
    }

    public ValidateOptionsResult Validate(string? name, EventTrackerOptions options) =>
        Faults(options) is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
