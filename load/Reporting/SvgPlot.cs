using System.Globalization;
using System.Net;
using System.Text;

namespace Analytics.Load.Reporting;

/// <summary>Lines over time as an SVG picture in the page: no script, no network, its colours from the page's style sheet.</summary>
static class SvgPlot
{
    const double Width = 860, Height = 240, Left = 64, Right = 12, Top = 12, Bottom = 28;
    const int Ticks = 4;

    public static string Draw(string title, string unit, IReadOnlyList<PlotLine> lines)
    {
        var points = lines.SelectMany(line => line.Points).ToList();
        var (xMost, yMost) = (NotZero(points.Select(p => p.X).DefaultIfEmpty().Max()), RoundUp(points.Select(p => p.Y).DefaultIfEmpty().Max()));
        var text = new StringBuilder();
        void Add(FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Add($"<figure><figcaption>{Html(title)}, {Html(unit)}</figcaption>");
        Add($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html(title)}\">");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var (y, x) = (yMost * tick / Ticks, xMost * tick / Ticks);
            Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{AtY(y):0.#}\" y2=\"{AtY(y):0.#}\"/>");
            Add($"<text class=\"y\" x=\"{Left - 8}\" y=\"{AtY(y) + 4:0.#}\">{y:#,0.##}</text>");
            Add($"<text class=\"x\" x=\"{AtX(x):0.#}\" y=\"{Height - 8}\">{x:0.#} s</text>");
        }

        foreach (var line in lines.Where(line => line.Points.Count > 0))
        {
            var path = string.Join(' ', line.Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{AtX(p.X):0.#},{AtY(p.Y):0.#}")));
            Add($"<polyline class=\"line s{line.Style}\" points=\"{path}\"><title>{Html(line.Name)}</title></polyline>");
        }

        Add($"</svg><p class=\"legend\">{string.Join(' ', lines.Select(line => $"<span class=\"s{line.Style}\">{Html(line.Name)}</span>"))}</p></figure>");
        return text.ToString();

        double AtX(double x) => Left + ((Width - Left - Right) * x / xMost);

        double AtY(double y) => Height - Bottom - ((Height - Top - Bottom) * y / yMost);
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
