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

    /// <summary>The name, without what follows the dot, of what belongs to one run of a benchmark.</summary>
    public static string Name(string bench, DateTimeOffset at) => $"{bench}-{at.ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture)}";

    public static Task SaveAsync(string bench, string report, DateTimeOffset at) => SaveAsync($"{Name(bench, at)}.md", report);

    /// <summary>Keeps a file, of any kind, under its whole name.</summary>
    public static async Task SaveAsync(string name, string text)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Root, "load", "results")).FullName, name);
        await File.WriteAllTextAsync(file, text);
        await Console.Error.WriteLineAsync($"Saved: {Path.GetRelativePath(Environment.CurrentDirectory, file)}");
    }
}
