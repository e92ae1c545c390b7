using Analytics.Load.Bench.Growth;

namespace Analytics.Load.Tests.Bench.Growth;

public class GrowthDimensionTests
{
    static readonly IReadOnlyList<GrowthDimension> All = GrowthDimension.Of(Grown.Options);

    [Fact]
    public void Each_dimension_that_is_named_is_measured() => Assert.Equal(GrowthDimension.Names, All.Select(one => one.Name));

    [Fact]
    public void Only_those_that_are_asked_for_are_measured() =>
        Assert.Equal(["users"], GrowthDimension.Of(Grown.Options with { Only = ["users"] }).Select(one => one.Name));

    [Fact]
    public void What_a_dimension_is_not_about_stays_as_usual()
    {
        var usual = GrowthSetting.Usual;
        Assert.All(All.Single(one => one.Name == "workers").Points, point => Assert.Equal(usual, point.Setting with { Workers = usual.Workers }));
        Assert.All(All.Single(one => one.Name == "connections").Points, point => Assert.Equal(usual, point.Setting with { Connections = usual.Connections }));
        Assert.All(All.Single(one => one.Name == "stored").Points, point => Assert.Equal(usual, point.Setting with { Stored = usual.Stored }));
        Assert.All(All.Single(one => one.Name == "users").Points, point => Assert.Equal(usual.Shape, point.Setting.Shape with { Users = usual.Shape.Users }));
    }

    [Fact]
    public void Rows_can_only_be_added_so_they_come_last_and_in_order()
    {
        Assert.Equal("stored", All[^1].Name);
        Assert.Equal([10_000, 1_000_000, 10_000_000], All[^1].Points.Select(point => point.Setting.Stored));
        Assert.Equal("10,000,000", All[^1].Points[^1].Label);
    }

    [Fact]
    public void A_whale_stands_between_one_account_and_a_thousand() =>
        Assert.Equal([(1, 0), (1_000, 0.9), (1_000, 0)], All.Single(one => one.Name == "accounts").Points.Select(point => (point.Setting.Shape.Accounts, point.Setting.Shape.WhaleShare)));
}
