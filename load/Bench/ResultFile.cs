using System.Globalization;

namespace Analytics.Load.Bench;

/// <summary>Keeps a report in <c>load/results/</c> of the checkout that the working directory is in.</summary>
static class ResultFile
{
    /// <summary>The checkout, or the working directory when it is in none.</summary>
    public static string Root
    {
        get
        {
            var root = new DirectoryInfo(Environment.CurrentDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Analytics.sln")))
                root = root.Parent;
            return root?.FullName ?? Environment.CurrentDirectory;
        }
    }

    static string Folder => Path.Combine(Root, "load", "results");

    /// <summary>
    /// The name, without what follows the dot, of what belongs to one run of a benchmark: its minute, and a number where another run's
    /// report has that name. The same until the report is there.
    /// </summary>
    public static string Name(string bench, DateTimeOffset at, string? folder = null)
    {
        var name = $"{bench}-{at.ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture)}";
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}").First(free => !File.Exists(Path.Combine(folder ?? Folder, $"{free}.md")));
    }

    /// <param name="bench">What the name begins with.</param>
    /// <param name="report">The text.</param>
    /// <param name="at">When the run began.</param>
    /// <param name="folder">Another folder than <c>load/results/</c>.</param>
    public static Task SaveAsync(string bench, string report, DateTimeOffset at, string? folder = null) => SaveAsync($"{Name(bench, at, folder)}.md", report, folder);

    /// <summary>Keeps a file, of any kind, under its whole name.</summary>
    public static async Task SaveAsync(string name, string text, string? folder = null)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder ?? Folder).FullName, name);
        await File.WriteAllTextAsync(file, text);
        await Console.Error.WriteLineAsync($"Saved: {Path.GetRelativePath(Environment.CurrentDirectory, file)}");
    }
}
