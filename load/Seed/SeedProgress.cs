using System.Globalization;

namespace Analytics.Load.Seed;

/// <summary>Says how far seeding is, how fast, and how long it will take: once a second over itself on a terminal, every ten seconds elsewhere.</summary>
sealed class SeedProgress(SeedTally tally, long events, TextWriter output, bool isTerminal, TimeProvider clock)
{
    const int LineSeconds = 10;

    public async Task ShowAsync(Task seeding)
    {
        var began = clock.GetTimestamp();
        for (var second = 1; !seeding.IsCompleted && tally.Done < events; second++)
        {
            await Task.WhenAny(seeding, Task.Delay(TimeSpan.FromSeconds(1), clock));
            var line = Line(tally.Done, events, clock.GetElapsedTime(began));
            if (isTerminal) await output.WriteAsync($"\r\e[K{line}");
            else if (second % LineSeconds == 0) await output.WriteLineAsync(line);
        }

        if (isTerminal) await output.WriteLineAsync();
        if (!seeding.IsCompleted) await output.WriteLineAsync("All are sent; waiting until the last is stored.");
    }

    /// <summary>The line for what is done after a time.</summary>
    public static string Line(long done, long events, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? done / elapsed.TotalSeconds : 0;
        var left = rate > 0 ? TimeSpan.FromSeconds(Math.Ceiling((events - done) / rate)).ToString("c", CultureInfo.InvariantCulture) : "?";
        return string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {events:N0} ({100.0 * done / events:0} %), {rate:N0}/s, {left} left");
    }
}
