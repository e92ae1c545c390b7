using System.Reflection;
using Ingest.Api.Events;
using Xunit.Sdk;
using Xunit.v3;

namespace Ingest.Api.Tests.Events;

/// <summary>Every encoding, with each of the lengths, with and without Content-Length.</summary>
sealed class CombinatorialEncodingsAttribute(params int[] lengths) : DataAttribute
{
    static readonly bool[] EitherWay = [true, false];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var rows = from encoding in Enum.GetValues<BodyEncoding>()
                   from length in lengths
                   from withLength in EitherWay
                   select (ITheoryDataRow)new TheoryDataRow(encoding, length, withLength);
        return new(rows.ToList());
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
