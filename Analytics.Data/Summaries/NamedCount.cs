namespace Analytics.Data.Summaries;

/// <summary>A type, user or path, and how many events it has.</summary>
public sealed record NamedCount(string Name, long Events);
