namespace Analytics.Contracts;

/// <summary>What an event may hold: the edge refuses more, and the schema is sure to take this much.</summary>
public static class EventLimits
{
    /// <summary>Longest account id, event id, user id and type, in Unicode characters.</summary>
    public const int NameLengthLimit = 200;

    /// <summary>Longest path, in Unicode characters.</summary>
    public const int PathLengthLimit = 2_000;

    /// <summary>Largest metadata object, in bytes of UTF-8 JSON as sent.</summary>
    public const int MetadataBytesLimit = 32 * 1024;

    /// <summary>Deepest metadata object, itself counted: <c>{"a":{}}</c> is 2.</summary>
    public const int MetadataDepthLimit = 16;

    /// <summary>Longest number in metadata, in characters. PostgreSQL's numeric keeps every digit, up to a limit of its own.</summary>
    public const int NumberLengthLimit = 400;

    /// <summary>The first instant an event may carry: history may be imported, but each month becomes a partition.</summary>
    public static readonly DateTimeOffset EarliestTimestamp = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far a client's clock may run ahead.</summary>
    public static readonly TimeSpan FutureTolerance = TimeSpan.FromHours(24);

    /// <summary>Whether a text has more Unicode characters (code points) than that; .NET's own length counts some of them twice.</summary>
    public static bool IsLonger(string text, int characters) => text.Length > characters && text.EnumerateRunes().Count() > characters;
}
