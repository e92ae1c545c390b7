using System.Globalization;

namespace Analytics.EndToEnd.Tests.Telemetry;

/// <summary>One answer of <c>/metrics</c>.</summary>
sealed class Scrape(string text)
{
    static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>The names that have a type, as Prometheus sees them.</summary>
    public IReadOnlySet<string> Names => text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToHashSet();

    /// <summary>Of a series as it is written, labels and all.</summary>
    public double this[string series] => Lines.Single(line => line.Name == series).Value;

    public static async Task<Scrape> OfAsync(Uri address) => new(await Http.GetStringAsync(new Uri(address, "/metrics")));

    /// <summary>Fails unless every line is one that Prometheus can read.</summary>
    public void MustBeWellFormed()
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Matches("""^(# (HELP|TYPE) [a-z_][a-zA-Z0-9_]* .+|[a-z_][a-zA-Z0-9_]*(\{([a-z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)+\})? [-+0-9.eEInfNa]+)$""", line);
    }

    public override string ToString() => text;

    IEnumerable<(string Name, double Value)> Lines => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#')
        .Select(line => (line[..line.LastIndexOf(' ')], double.Parse(line[(line.LastIndexOf(' ') + 1)..].Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture)));
}
