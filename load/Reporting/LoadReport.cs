using Analytics.Load.Runs;
using NBomber.CSharp;

namespace Analytics.Load.Reporting;

/// <summary>A run's result, and what a reader must know beside it to make anything of the figures.</summary>
/// <param name="Result">What the run found.</param>
/// <param name="Command">What to type to have it again.</param>
/// <param name="Machine">Where the load came from; the servers' too, when it is the same.</param>
/// <param name="LoadBefore">The load average before: above zero, something else was busy.</param>
/// <param name="At">When it began.</param>
sealed record LoadReport(RunResult Result, string Command, string Machine, string LoadBefore, DateTimeOffset At)
{
    /// <summary>Which of the two engines this program was built with.</summary>
    public static string Engine => IsOwnEngine ? "this project's own engine (load/Engine)" : "NBomber's package";

    /// <summary>From when this report's latencies count.</summary>
    public string LatencyStart => StartOf(IsOwnEngine, Result.Profile.IsClosed);

    static bool IsOwnEngine => typeof(NBomberRunner).Assembly == typeof(LoadReport).Assembly;

    /// <summary>Only the own engine's requests know when they were meant to start, and only those that have a schedule.</summary>
    public static string StartOf(bool isOwnEngine, bool isClosed) => isClosed ? "the moment a copy sent a request"
        : isOwnEngine ? "the moment a request was meant to start"
        : "a request's real start";
}
