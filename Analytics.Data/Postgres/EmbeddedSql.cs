using System.Reflection;

namespace Analytics.Data.Postgres;

/// <summary>The statements that stand in .sql files of their own, so that they run in psql as they are.</summary>
static class EmbeddedSql
{
    static readonly Assembly Assembly = typeof(EmbeddedSql).Assembly;

    /// <summary>The text of one file, by its name without folder, for example <c>EventStaging.Merge.sql</c>.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The migrations, by name, which is by number.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
        [.. Assembly.GetManifestResourceNames().Where(name => char.IsAsciiDigit(name[0])).Order(StringComparer.Ordinal)];
}
