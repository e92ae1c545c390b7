using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Analytics.Tests.Servers;

namespace Analytics.Tests.Documents;

/// <summary>
/// What <c>deploy/SETTINGS.md</c> says of a program's settings, and what its options classes say; a setting is a line
/// <c>NAME | default | range</c>. A default that no property holds (null) is said in words there and left out here.
/// </summary>
static partial class SettingsTable
{
    /// <summary>As documented for <paramref name="program"/>, <c>API</c> or <c>worker</c>.</summary>
    public static IEnumerable<string> DocumentedFor(string program) =>
        from row in Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "SETTINGS.md")))
        let cells = row.Groups
        where cells["program"].Value == program || cells["program"].Value == "both"
        select Line(cells["name"].Value, cells["default"].Value is ['`', .. var value, '`'] ? value : "", cells["range"].Value.Replace("`", "", StringComparison.Ordinal));

    /// <summary>As the classes have it, by the section that each is bound to.</summary>
    public static IEnumerable<string> Of(IReadOnlyDictionary<string, Type> sections) =>
        sections.SelectMany(section => Of(section.Key, section.Value));

    /// <summary>The options classes of an assembly that no section names.</summary>
    public static IEnumerable<Type> Beside(IReadOnlyDictionary<string, Type> sections, Assembly assembly) =>
        assembly.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.IsClass).Except(sections.Values);

    static IEnumerable<string> Of(string prefix, Type options)
    {
        var defaults = Activator.CreateInstance(options)!;
        // CacheOptions.Connection is ConnectionStrings__Redis, and documented as that.
        foreach (var property in options.GetProperties().Where(property => property is { CanWrite: true, Name: not "Connection" }))
        {
            var name = $"{prefix}__{property.Name}";
            if (property.PropertyType.IsClass && property.PropertyType.Assembly == options.Assembly)
            {
                foreach (var line in Of(name, property.PropertyType)) yield return line;
            }
            else
            {
                yield return Line(property.PropertyType.IsArray ? $"{name}__0" : name, Text(property.GetValue(defaults), "G"), RangeOf(property));
            }
        }
    }

    static string RangeOf(PropertyInfo property)
    {
        if (property.PropertyType.IsEnum) return string.Join(", ", Enum.GetNames(property.PropertyType));
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range) return "";
        return range.OperandType == typeof(TimeSpan)
            ? $"{Time((string)range.Minimum)} to {Time((string)range.Maximum)}"
            : $"{Text(range.Minimum, "N0")} to {Text(range.Maximum, "N0")}";
    }

    static string Time(string written) => Text(TimeSpan.Parse(written, CultureInfo.InvariantCulture), "");

    static string Text(object? value, string numbers) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        TimeSpan { Days: 0 } time => time.ToString(@"hh\:mm\:ss\.FFFFFFF", CultureInfo.InvariantCulture).TrimEnd('.'),
        TimeSpan time => time.ToString(@"d\.hh\:mm\:ss\.FFFFFFF", CultureInfo.InvariantCulture).TrimEnd('.'),
        IFormattable number => number.ToString(numbers, CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    static string Line(string name, string byDefault, string range) => $"{name} | {byDefault} | {range}";

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<default>[^|]*?) ?\| (?<range>[^|]*?) ?\| (?<program>API|worker|both) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
