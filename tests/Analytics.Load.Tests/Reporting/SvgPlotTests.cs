using System.Globalization;
using System.Xml.Linq;
using Analytics.Load.Reporting;

namespace Analytics.Load.Tests.Reporting;

public class SvgPlotTests
{
    static readonly XElement Picture = XElement.Parse(SvgPlot.Picture("a < b", ["1", "1,000", "x & y"], [new PlotLine("one", 1, [(0, 10), (1, 20), (2, 5)])]));

    static IEnumerable<XElement> All(string name) => Picture.Descendants().Where(element => element.Name.LocalName == name);

    [Fact]
    public void A_picture_is_a_file_of_its_own_that_needs_nothing_else()
    {
        Assert.Equal("http://www.w3.org/2000/svg", Picture.Name.NamespaceName);
        Assert.Single(All("style"));
        Assert.Contains(All("text"), text => text.Value == "a < b");
    }

    [Fact]
    public void Each_place_has_its_name_below_its_point()
    {
        var names = All("text").Where(text => text.Attribute("class")?.Value == "x").ToList();
        Assert.Equal(["1", "1,000", "x & y"], names.Select(name => name.Value));
        var points = All("polyline").Single().Attribute("points")!.Value.Split(' ').Select(point => point.Split(',')[0]);
        Assert.Equal(points, names.Select(name => name.Attribute("x")!.Value));
    }

    [Fact]
    public void More_is_higher()
    {
        var heights = All("polyline").Single().Attribute("points")!.Value.Split(' ').Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.True(heights[1] < heights[0] && heights[0] < heights[2]);
    }

    [Fact]
    public void A_line_is_broken_where_it_has_no_value_and_a_point_alone_is_a_dot()
    {
        var picture = XElement.Parse(SvgPlot.Picture("t", ["1", "2", "3", "4"], [new PlotLine("l", 1, [(0, 10), (1, 20), (2, null), (3, 5)])]));
        var parts = picture.Descendants().Where(element => element.Name.LocalName == "polyline").Select(line => line.Attribute("points")!.Value.Split(' ')).ToList();
        Assert.Equal([2, 2], parts.Select(part => part.Length));
        Assert.Equal(parts[1][0], parts[1][1]);
    }

    [Fact]
    public void A_picture_of_nothing_is_a_picture() => Assert.Contains("</svg>", SvgPlot.Picture("t", [], [new PlotLine("l", 1, [])]), StringComparison.Ordinal);
}
