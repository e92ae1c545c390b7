namespace Analytics.Load.Events;

/// <summary>
/// Ranks from 0 that come the less often the greater they are: the k-th with a weight of 1 / (k + 1)^exponent. Accounts, users and
/// pages are like that: a few have most of the events.
/// </summary>
sealed class Zipf
{
    readonly double[] upTo;

    public Zipf(int count, double exponent)
    {
        upTo = new double[count];
        var sum = 0.0;
        for (var k = 0; k < count; k++) upTo[k] = sum += Math.Pow(k + 1, -exponent);
        for (var k = 0; k < count; k++) upTo[k] /= sum;
    }

    public int Count => upTo.Length;

    /// <summary>The share of all that a rank has.</summary>
    public double Share(int rank) => upTo[rank] - (rank == 0 ? 0 : upTo[rank - 1]);

    /// <summary>The rank for a number from 0 up to 1.</summary>
    public int Rank(double number)
    {
        var at = Array.BinarySearch(upTo, number);
        return Math.Min(at < 0 ? ~at : at + 1, upTo.Length - 1);
    }
}
