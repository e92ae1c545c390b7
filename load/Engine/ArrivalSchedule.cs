using NBomber.Contracts;

namespace Analytics.Load.Engine;

/// <summary>
/// When the requests of a stretch are meant to start, as offsets from its beginning. Fixed before the first is sent: what the
/// server does cannot move them, or a server that stalls would be asked less and look fast (coordinated omission).
/// </summary>
static class ArrivalSchedule
{
    /// <param name="simulation">Of an open kind.</param>
    /// <param name="amountBefore">Requests an interval at the end of the stretch before.</param>
    public static IEnumerable<TimeSpan> Of(LoadSimulation simulation, int amountBefore)
    {
        var intervals = simulation.During / simulation.Interval;
        double first = simulation.Kind == SimulationKind.Inject ? simulation.Amount : amountBefore;
        var gain = simulation.Amount - first;
        var count = (long)Math.Round(intervals * (first + (gain / 2)));
        for (long n = 0; n < count; n++) yield return simulation.During * PartAt(n / intervals, first, gain);
    }

    // At the part x of the stretch, first·x + gain·x²/2 requests (in units of intervals) have come: solved for x, in the form that
    // is exact also where the gain is 0.
    static double PartAt(double arrived, double first, double gain) =>
        arrived == 0 ? 0 : 2 * arrived / (first + Math.Sqrt(Math.Max(0, (first * first) + (2 * gain * arrived))));
}
