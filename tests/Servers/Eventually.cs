using System.Diagnostics;

namespace Analytics.Tests.Servers;

/// <summary>Waits for what comes about by itself: looks again and again, until a deadline.</summary>
public static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when <paramref name="probe"/> yields true; throws after a minute.</summary>
    public static Task TrueAsync(Func<Task<bool>> probe, string what) => UntilAsync(probe, isSo => isSo, what);

    /// <summary>Returns when <paramref name="probe"/> yields <paramref name="wanted"/>; throws after a minute, with what it yielded last.</summary>
    public static Task EqualAsync<T>(T wanted, Func<Task<T>> probe, string what) =>
        UntilAsync(probe, value => EqualityComparer<T>.Default.Equals(value, wanted), what);

    /// <summary>Returns the first value that is as wanted; throws after a minute.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> probe, Predicate<T> isWanted, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var value = await probe();
            if (isWanted(value)) return value;
            if (Stopwatch.GetElapsedTime(begun) > Patience) throw new TimeoutException($"Not within {Patience}: {what}. Last: {value}");
            await Task.Delay(PollPause);
        }
    }
}
