using System.Globalization;
using Analytics.Load.Measurements;

namespace Analytics.Load.Runs;

/// <summary>Says once a second how a run goes: in one line that is written over on a terminal, in a line every ten seconds elsewhere.</summary>
sealed class LoadProgress(LoadRun run, TextWriter output, bool isTerminal, TimeProvider clock)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    const int LineSeconds = 10;

    /// <summary>Until <paramref name="ended"/>.</summary>
    public async Task ShowAsync(CancellationToken ended)
    {
        var began = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            for (var second = 1; await timer.WaitForNextTickAsync(ended); second++)
            {
                var line = Line(clock.GetElapsedTime(began));
                // A line that wraps could not be written over.
                if (isTerminal) await output.WriteAsync($"\r\e[K{line[..Math.Min(line.Length, Math.Max(1, Console.WindowWidth - 1))]}");
                else if (second % LineSeconds == 0) await output.WriteLineAsync(line);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            if (isTerminal) await output.WriteLineAsync();
        }
    }

    /// <summary>The line for now.</summary>
    public string Line(TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{elapsed.TotalSeconds,4:0} of {run.Profile.Length.TotalSeconds:0} s, {run.Recorded.Counts.Failed + run.Read.Counts.Failed} failed, {run.UnderWay.UnderWay} under way{Part("posts", run.Recorded)}{Part("reads", run.Read)}");

    static string Milliseconds(TimeSpan? time) => time?.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    static string Part(string name, Timeline timeline)
    {
        var (ok, failed) = timeline.Counts;
        if (ok + failed == 0) return "";
        var last = timeline.Points(withLast: false) is [.., var point] ? point : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $", {name} {ok:N0} ({last?.RequestsPerSecond ?? 0:N0}/s, p50 {Milliseconds(last?.P50)}, p99 {Milliseconds(last?.P99)} ms)");
    }
}
