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

    public static async Task SaveAsync(string bench, string report, DateTimeOffset at)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "load", "results"));
        var file = Path.Combine(folder.FullName, $"{bench}-{at.ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture)}.md");
        await File.WriteAllTextAsync(file, report);
        await Console.Error.WriteLineAsync($"Saved: {Path.GetRelativePath(Environment.CurrentDirectory, file)}");
    }
}
