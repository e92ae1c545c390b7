using System.Globalization;
using System.Net;
using System.Text;

namespace Analytics.Load.Reporting;

/// <summary>Lines as an SVG picture, in a page whose style sheet gives the colours, or as a file of its own: no script, no network.</summary>
static class SvgPlot
{
    const double Width = 860, Height = 240, Left = 64, Right = 12, Top = 12, Bottom = 28;
    const int Ticks = 4;

    /// <summary>A picture in a file of its own is as readable on a dark page as on a light one.</summary>
    const string PictureStyle =
        """
        text { font: 11px system-ui, sans-serif; fill: #6e7781; } .grid { stroke: #8c959f55; } .y { text-anchor: end; } .x { text-anchor: middle; }
        .line { fill: none; stroke-width: 2; stroke-linecap: round; } .s1 { stroke: #3b8eea; fill: #3b8eea; } .s2 { stroke: #d9771f; fill: #d9771f; } text.s1, text.s2 { stroke: none; } polyline.s1, polyline.s2 { fill: none; }
        """;

    /// <summary>Lines over seconds, as a figure of a page.</summary>
    public static string Draw(string title, string unit, IReadOnlyList<PlotLine> lines)
    {
        var xMost = NotZero(lines.SelectMany(line => line.Points).Select(p => p.X).DefaultIfEmpty().Max());
        var ticks = Enumerable.Range(0, Ticks + 1).Select(tick => xMost * tick / Ticks).Select(x => (x, string.Create(CultureInfo.InvariantCulture, $"{x:0.#} s")));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Html(title)}, {Html(unit)}</figcaption>\n")
            .Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html(title)}\">\n");
        AddLines(text, lines, xMost, [.. ticks]);
        text.Append(CultureInfo.InvariantCulture, $"</svg><p class=\"legend\">{string.Join(' ', lines.Select(line => $"<span class=\"s{line.Style}\">{Html(line.Name)}</span>"))}</p></figure>\n");
        return text.ToString();
    }

    /// <summary>A whole SVG file: lines over named places, which stand at X = 0, 1, 2 …</summary>
    public static string Picture(string title, IReadOnlyList<string> places, IReadOnlyList<PlotLine> lines)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 -22 {Width} {Height + 22}\" role=\"img\" aria-label=\"{Html(title)}\">\n<style>{PictureStyle}</style>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"-6\">{Html(title)}</text>\n");
        for (var i = 0; i < lines.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"<text class=\"y s{lines[i].Style}\" x=\"{Width - Right - (110 * (lines.Count - 1 - i))}\" y=\"-6\">{Html(lines[i].Name)}</text>\n");
        // Half a place free on either side: names stand in the middle below their points.
        PlotLine[] moved = [.. lines.Select(line => line with { Points = [.. line.Points.Select(p => (p.X + 0.5, p.Y))] })];
        AddLines(text, moved, NotZero(places.Count), [.. places.Select((place, i) => (i + 0.5, place))]);
        return text.Append("</svg>\n").ToString();
    }

    static void AddLines(StringBuilder text, IReadOnlyList<PlotLine> lines, double xMost, IReadOnlyList<(double X, string Name)> places)
    {
        var yMost = RoundUp(lines.SelectMany(line => line.Points).Select(p => p.Y ?? 0).DefaultIfEmpty().Max());
        void Add(FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture)).Append('\n');

        for (var tick = 0; tick <= Ticks; tick++)
        {
            var y = yMost * tick / Ticks;
            Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{AtY(y):0.#}\" y2=\"{AtY(y):0.#}\"/>");
            Add($"<text class=\"y\" x=\"{Left - 8}\" y=\"{AtY(y) + 4:0.#}\">{y:#,0.##}</text>");
        }

        foreach (var (x, name) in places) Add($"<text class=\"x\" x=\"{AtX(x):0.#}\" y=\"{Height - 8}\">{Html(name)}</text>");
        foreach (var line in lines)
        {
            foreach (var part in Unbroken(line.Points).Select(part => part.Select(p => string.Create(CultureInfo.InvariantCulture, $"{AtX(p.X):0.#},{AtY(p.Y):0.#}")).ToList()))
            {
                // A point between two gaps is a line from itself to itself, which round ends make a dot.
                if (part.Count == 1) part.Add(part[0]);
                Add($"<polyline class=\"line s{line.Style}\" points=\"{string.Join(' ', part)}\"><title>{Html(line.Name)}</title></polyline>");
            }
        }

        double AtX(double x) => Left + ((Width - Left - Right) * x / xMost);

        double AtY(double y) => Height - Bottom - ((Height - Top - Bottom) * y / yMost);
    }

    /// <summary>The stretches of a line that have a value at each of their points.</summary>
    static IEnumerable<List<(double X, double Y)>> Unbroken(IEnumerable<(double X, double? Y)> points)
    {
        var part = new List<(double X, double Y)>();
        foreach (var (x, y) in points)
        {
            if (y is { } value)
            {
                part.Add((x, value));
            }
            else if (part.Count > 0)
            {
                yield return part;
                part = [];
            }
        }

        if (part.Count > 0) yield return part;
    }

    static double NotZero(double value) => value > 0 ? value : 1;

    /// <summary>To 1, 2 or 5 times a power of ten, so that the ticks are round.</summary>
    static double RoundUp(double value)
    {
        if (value <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        var digits = value / power;
        return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }

    static string Html(string text) => WebUtility.HtmlEncode(text);
}
