using System.Reflection;

namespace Ingest.Api.Dashboard;

/// <summary>
/// The page's files, out of the program itself: it cannot be there in part, or be another version's. Without the bundle, which a
/// build without npm lacks, there is a page that says so.
/// </summary>
static class DashboardFiles
{
    const string Prefix = "dashboard/";
    const string Page = "index.html";
    const string Missing = "missing.html";

    static readonly Dictionary<string, DashboardFile> Files = Read(typeof(DashboardFiles).Assembly);

    /// <summary>What <c>/</c> shows.</summary>
    public static DashboardFile Start { get; } = Files.GetValueOrDefault(Page) ?? Files[Missing];

    /// <summary>A file by its name; null when there is none.</summary>
    public static DashboardFile? Named(string name) => name is Page or Missing ? null : Files.GetValueOrDefault(name);

    static Dictionary<string, DashboardFile> Read(Assembly assembly)
    {
        var contents = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], name => ContentOf(assembly, name), StringComparer.Ordinal);
        return contents.Keys.Where(name => Path.GetExtension(name) is not (".br" or ".gz")).ToDictionary(
            name => name,
            name => new DashboardFile(name, contents[name], contents.GetValueOrDefault($"{name}.br"), contents.GetValueOrDefault($"{name}.gz")),
            StringComparer.Ordinal);
    }

    static byte[] ContentOf(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
