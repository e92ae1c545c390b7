using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Analytics.Load.Scenarios;

namespace Analytics.Load.Runs;

/// <summary>
/// Reads profiles: those that lie beside this program, and the user's own. A word that means nothing is an error that says which
/// there are; else a slip in a threshold's name would be a threshold that nothing can break.
/// </summary>
static class ProfileFile
{
    static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    static string Folder => Path.Combine(AppContext.BaseDirectory, "profiles");

    /// <summary>The names of those that come with this program.</summary>
    public static IReadOnlyList<string> Names =>
        Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)] : [];

    /// <param name="nameOrPath">A profile's name, or the path of a .json file.</param>
    /// <exception cref="ProfileException">There is no such profile, or it cannot be run.</exception>
    public static LoadProfile Open(string nameOrPath)
    {
        var isPath = nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!isPath && !Names.Contains(nameOrPath)) throw new ProfileException($"There is no profile '{nameOrPath}'. There are: {string.Join(", ", Names)}; or give the path of a .json file.");
        try
        {
            return Parse(Path.GetFileNameWithoutExtension(nameOrPath), File.ReadAllText(isPath ? nameOrPath : Path.Combine(Folder, nameOrPath + ".json")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProfileException($"Profile '{nameOrPath}' cannot be read: {e.Message}", e);
        }
    }

    /// <exception cref="ProfileException">It cannot be run.</exception>
    public static LoadProfile Parse(string name, string text)
    {
        LoadProfile profile;
        try
        {
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
            if (node is not JsonObject fields) throw new ProfileException($"Profile '{name}' is not a JSON object.");
            CheckFields(name, "", fields, typeof(LoadProfile));
            if (fields["search"] is JsonObject search) CheckFields(name, "search.", search, typeof(SearchProfile));
            profile = fields.Deserialize<LoadProfile>(Format)! with { Name = name };
        }
        catch (JsonException e)
        {
            throw new ProfileException($"Profile '{name}' cannot be understood: {e.Message}", e);
        }

        if (profile.Description.Length == 0) throw new ProfileException($"Profile '{name}' has no 'description'.");
        CheckName(name, "scenario", profile.Scenario, ScenarioTable.Names);
        foreach (var threshold in profile.Thresholds.Keys) CheckName(name, "threshold", threshold, ThresholdFigures.Names);
        ProfileBounds.Check(profile);
        return profile;
    }

    static void CheckFields(string name, string prefix, JsonObject fields, Type type)
    {
        var known = Format.GetTypeInfo(type).Properties.Where(property => property.Set is not null).Select(property => property.Name).ToList();
        foreach (var (field, _) in fields) CheckName(name, "field", field, known, prefix);
    }

    static void CheckName(string profile, string kind, string name, IReadOnlyList<string> known, string prefix = "")
    {
        if (!known.Contains(name)) throw new ProfileException($"Profile '{profile}' has an unknown {kind} '{prefix}{name}'. There are: {string.Join(", ", known)}.");
    }
}
