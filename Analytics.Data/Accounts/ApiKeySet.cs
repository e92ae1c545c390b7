using System.Collections.Frozen;

namespace Analytics.Data.Accounts;

/// <summary>All keys that count, by prefix, as of a version.</summary>
public sealed record ApiKeySet(long Version, FrozenDictionary<string, ApiKey> Keys);
