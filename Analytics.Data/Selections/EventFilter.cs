namespace Analytics.Data.Selections;

/// <summary>
/// Which events of an account and a time a question is about. All that is said must hold; what is null or empty says nothing.
/// Two filters that say the same are equal, in whatever order their metadata was named.
/// </summary>
public sealed record EventFilter
{
    /// <summary>Most metadata keys that one question may name.</summary>
    public const int MetadataLimit = 8;

    /// <summary>Lets every event through.</summary>
    public static EventFilter None { get; } = new();

    /// <summary>Events of this type.</summary>
    public string? Type { get; init; }

    /// <summary>Events of this user.</summary>
    public string? UserId { get; init; }

    /// <summary>Events at this path.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Events whose metadata has, at its first level, each of these keys with this value: a text as it is, anything else as
    /// PostgreSQL writes its JSON (<c>3</c>, <c>true</c>, <c>{"a": 1}</c>). A key that is null in JSON matches nothing.
    /// </summary>
    public SortedDictionary<string, string> Metadata { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Whether it lets every event through.</summary>
    public bool IsEmpty => Type is null && UserId is null && Path is null && Metadata.Count == 0;

    public bool Equals(EventFilter? other) => other is not null
        && (Type, UserId, Path) == (other.Type, other.UserId, other.Path)
        && Metadata.SequenceEqual(other.Metadata);

    public override int GetHashCode() => HashCode.Combine(Type, UserId, Path, Metadata.Count);
}
