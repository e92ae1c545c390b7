using Analytics.Contracts;
using Analytics.Data.Selections;

namespace Ingest.Api.Parameters;

/// <summary>The filter that every reading route takes: <c>type=</c>, <c>user_id=</c>, <c>path=</c> and any <c>metadata.{key}=</c>.</summary>
static class FilterParameters
{
    /// <summary>What such a parameter's name begins with; the rest is the key, case and all.</summary>
    public const string MetadataPrefix = "metadata.";

    /// <summary>The filter; when the reader found a fault, one that is not to be used.</summary>
    public static EventFilter Read(ParameterReader parameters)
    {
        var filter = new EventFilter
        {
            Type = Name(parameters, "type"),
            UserId = Name(parameters, "user_id"),
            Path = Plain(parameters, "path", parameters.Text("path"), EventLimits.PathLengthLimit),
        };
        foreach (var (name, value) in parameters.Prefixed(MetadataPrefix))
        {
            if (name.Length == MetadataPrefix.Length) parameters.Refuse(MetadataPrefix, "must be followed by a key, like metadata.plan");
            if (Plain(parameters, "metadata", name, EventLimits.PathLengthLimit) is { } && Plain(parameters, name, value, int.MaxValue) is { })
                filter.Metadata[name[MetadataPrefix.Length..]] = value;
        }

        if (filter.Metadata.Count > EventFilter.MetadataLimit) parameters.Refuse("metadata", $"can be named for at most {EventFilter.MetadataLimit} keys");
        return filter;
    }

    static string? Name(ParameterReader parameters, string name)
    {
        var text = Plain(parameters, name, parameters.Text(name), EventLimits.NameLengthLimit);
        if (text is "") parameters.Refuse(name, "is empty");
        return text;
    }

    // No event can hold what is refused here, and PostgreSQL would refuse U+0000 as a parameter.
    static string? Plain(ParameterReader parameters, string name, string? text, int lengthLimit)
    {
        if (text is null) return null;
        if (text.Contains('\0', StringComparison.Ordinal)) parameters.Refuse(name.Replace('\0', '?'), "must not hold U+0000");
        if (text.Length > lengthLimit && text.EnumerateRunes().Count() > lengthLimit) parameters.Refuse(name, $"must not be longer than {lengthLimit} characters");
        return text;
    }
}
