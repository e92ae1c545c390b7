namespace Analytics.Data.Accounts;

/// <summary>Reads all keys that count, or null when they are still those of <paramref name="knownVersion"/> (null: none is known).</summary>
public delegate Task<ApiKeySet?> LoadApiKeys(long? knownVersion, CancellationToken cancellation);
