using System.Diagnostics;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>Waits for what must come true by itself, by asking again and again up to a deadline.</summary>
static class Soon
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until <paramref name="isIt"/> likes the answer, and returns it; fails with the last one when the time is up.</summary>
    public static async Task<T> IsAsync<T>(Func<Task<T>> ask, Func<T, bool> isIt, string what, TimeSpan limit)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var asked = 1; ; asked++)
        {
            var answer = await ask();
            if (isIt(answer)) return answer;
            if (Stopwatch.GetElapsedTime(begun) > limit) Assert.Fail($"Not within {limit.TotalSeconds} s, asked {asked} times: {what}. Last seen: {answer}");
            await Task.Delay(Pause);
        }
    }
}
