using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Declares stretches of load.</summary>
static class Simulation
{
    /// <summary><paramref name="rate"/> requests each interval; here evenly within it, in the package at moments of its own choice.</summary>
    public static LoadSimulation Inject(int rate, TimeSpan interval, TimeSpan during) => new(SimulationKind.Inject, rate, interval, during);

    /// <summary>From the rate of the stretch before (0 for the first) to <paramref name="rate"/>, linearly.</summary>
    public static LoadSimulation RampingInject(int rate, TimeSpan interval, TimeSpan during) => new(SimulationKind.RampingInject, rate, interval, during);

    /// <summary>So many requests at a time, each sent when one is answered.</summary>
    public static LoadSimulation KeepConstant(int copies, TimeSpan during) => new(SimulationKind.KeepConstant, copies, TimeSpan.Zero, during);
}
