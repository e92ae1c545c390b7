using NBomber.Contracts;
using NBomber.CSharp;

namespace Analytics.Load.Scenarios;

/// <summary>
/// A rate as the engines take it: so many requests in each interval. When within it is NBomber's choice (since 4.1.1 at random, its
/// issue 526 says; before, all at its beginning), so the interval is made short: one request each, but no shorter than timers can keep.
/// </summary>
readonly record struct ArrivalPace(int Rate, TimeSpan Interval)
{
    static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(20);

    /// <param name="perMinute">Requests a minute, above 0.</param>
    /// <param name="during">The stretch, which no interval may outlast.</param>
    public static ArrivalPace Of(double perMinute, TimeSpan during)
    {
        var gap = TimeSpan.FromMinutes(1) / perMinute;
        var rate = gap >= ShortestInterval ? 1 : (int)Math.Ceiling(ShortestInterval / gap);
        var interval = gap * rate;
        return new ArrivalPace(rate, interval < during ? interval : during);
    }

    /// <summary>A steady rate.</summary>
    public static LoadSimulation Steady(double perMinute, TimeSpan during)
    {
        var pace = Of(perMinute, during);
        return Simulation.Inject(rate: pace.Rate, interval: pace.Interval, during: during);
    }

    /// <summary>
    /// A rate that rises from nothing. Its interval is a second, for within one the rate is a whole number.
    /// </summary>
    public static LoadSimulation Rising(double perMinute, TimeSpan during) =>
        Simulation.RampingInject(rate: Math.Max(1, (int)Math.Round(perMinute / 60)), interval: TimeSpan.FromSeconds(1), during: during);

    /// <summary>Rising for the first part of a stretch, and steady for the rest.</summary>
    public static LoadSimulation[] RisingThenSteady(double perMinute, TimeSpan rising, TimeSpan whole) =>
        rising < TimeSpan.FromSeconds(1) ? [Steady(perMinute, whole)]
        : whole - rising < TimeSpan.FromSeconds(1) ? [Rising(perMinute, whole)]
        : [Rising(perMinute, rising), Steady(perMinute, whole - rising)];
}
