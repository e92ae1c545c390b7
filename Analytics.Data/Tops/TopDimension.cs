namespace Analytics.Data.Tops;

/// <summary>By what events are ranked: their types, users or paths, or the values of one metadata key.</summary>
public sealed record TopDimension
{
    TopDimension(string name, string? metadataKey) => (Name, MetadataKey) = (name, metadataKey);

    public static TopDimension Types { get; } = new("types", null);

    public static TopDimension Users { get; } = new("users", null);

    public static TopDimension Paths { get; } = new("paths", null);

    /// <summary>On the wire: <c>types</c>, <c>users</c>, <c>paths</c> or <c>metadata.{key}</c>.</summary>
    public string Name { get; }

    /// <summary>The key, at the first level of the metadata; null for the others.</summary>
    public string? MetadataKey { get; }

    public static TopDimension Metadata(string key) => new($"metadata.{key}", key);

    /// <summary>The dimension of that name, or null.</summary>
    public static TopDimension? Named(string name) => name switch
    {
        "types" => Types,
        "users" => Users,
        "paths" => Paths,
        _ when name.StartsWith("metadata.", StringComparison.Ordinal) && name.Length > "metadata.".Length => Metadata(name["metadata.".Length..]),
        _ => null,
    };
}
