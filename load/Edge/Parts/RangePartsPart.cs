using Analytics.Data.Rollups;

namespace Analytics.Load.Edge.Parts;

/// <summary>The pieces that rollups and raw rows answer a ragged week from, against making a list of as many.</summary>
sealed class RangePartsPart : Part
{
    static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 13, 14, TimeSpan.Zero);

    readonly RangePart[] pieces = [.. RangeParts.Of(Now.AddDays(-7), Now, Now)];

    public override string LimitName => "a list of the same pieces";

    public override int Expected => pieces.Length;

    public override int Limit()
    {
        var pieces = new List<RangePart>();
        foreach (var piece in this.pieces) pieces.Add(piece);
        return pieces.Count;
    }

    public override int Ours() => RangeParts.Of(Now.AddDays(-7), Now, Now).Count;
}
