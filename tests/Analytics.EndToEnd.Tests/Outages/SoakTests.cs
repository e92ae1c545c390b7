using System.Diagnostics;
using System.Globalization;
using Analytics.EndToEnd.Tests.Systems;
using Analytics.Tests.Oracle;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>
/// F42: one fault after another, at random, under load; in rounds, each of which ends with a wait for quiet and a reconciliation.
/// Lasts for three minutes or <c>ANALYTICS_SOAK_SECONDS</c>; <c>ANALYTICS_SOAK_SEED</c> repeats a run's faults, though not their
/// timing to the millisecond. <c>./dev soak</c> sets both.
/// </summary>
public sealed class SoakTests(BreakableSystem system) : BreakingTest(system)
{
    static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(50);
    static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(60);

    SoakFootprint? atFirst;

    static TimeSpan Wanted =>
        TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("ANALYTICS_SOAK_SECONDS") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : 180);

    [Fact]
    public async Task Whatever_goes_wrong_one_after_another_nothing_is_lost_or_counted_twice_and_nothing_stays_taken()
    {
        var seed = Seed.Of("ANALYTICS_SOAK_SEED");
        var begun = Stopwatch.GetTimestamp();
        for (var round = 0; round == 0 || Stopwatch.GetElapsedTime(begun) + (RoundTime / 2) < Wanted; round++)
        {
            Say($"--- round {round}, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s after the beginning");
            await RoundAsync(new Random(unchecked(seed + round)));
        }
    }

    async Task RoundAsync(Random random)
    {
        var faults = new SoakFaults(System, random);
        var begun = Stopwatch.GetTimestamp();

        // Two accounts with events of the same ids: neither may see the other's.
        await using var load = new SteadyLoad(System);
        await using var other = new SteadyLoad(System);
        while (Stopwatch.GetElapsedTime(begun) < RoundTime)
        {
            await load.AcceptsMoreAsync(random.Next(100, 1_000));
            await BreakAsync(faults.Next(), random);
            var ended = Stopwatch.GetTimestamp();
            await load.AcceptsMoreAsync(100);
            Say($"accepted again after {Stopwatch.GetElapsedTime(ended).TotalSeconds:0.0} s");
        }

        // Both, before either looks whether the queue is empty.
        await load.StopAsync();
        await other.StopAsync();
        await load.StopAndFindAllStoredOnceAsync();
        await other.StopAndFindAllStoredOnceAsync();
        await RollupOracle.AssertAgreesAsync(System.Postgres.ConnectionString, load.Account);
        await RollupOracle.AssertAgreesAsync(System.Postgres.ConnectionString, other.Account);
        Say($"{load.Accepted + other.Accepted} events accepted, none lost, none counted twice; {load.Refused.Count + other.Refused.Count} requests refused, the slowest after {Slowest(load, other).TotalSeconds:0.0} s; {load.Unanswered + other.Unanswered} had no API");

        // Processes that have just begun have taken next to nothing: what counts is whether it grows from one round to the next.
        atFirst ??= await RestedAsync();
        var rested = await Soon.IsAsync(RestedAsync, now => now.IsNoMoreThan(atFirst), $"no more is taken than after the first round, {atFirst}", QuietLimit);
        Say($"{rested}");
    }

    /// <summary>Begins the faults, keeps them for a while, ends them in the order in which they began.</summary>
    static async Task BreakAsync(IReadOnlyList<SoakFault> faults, Random random)
    {
        var lasts = faults.Min(fault => fault.LastsAtMost) * random.NextDouble();
        Say($"{string.Join(", ", faults.Select(fault => fault.Name))} for {lasts.TotalSeconds:0.0} s");
        foreach (var fault in faults) await fault.BeginAsync();
        await Task.Delay(lasts); // how long something is broken is what varies here, not a wait for anything
        foreach (var fault in faults) await fault.EndAsync();
    }

    /// <summary>When all of it is ready.</summary>
    async Task<SoakFootprint> RestedAsync()
    {
        await System.HealAsync();
        return await SoakFootprint.OfAsync(System);
    }

    static TimeSpan Slowest(params IEnumerable<SteadyLoad> loads) => loads.SelectMany(load => load.Refused).Select(answer => answer.Took).Append(TimeSpan.Zero).Max();

    static void Say(string what) => TestContext.Current.TestOutputHelper!.WriteLine(what);
}
