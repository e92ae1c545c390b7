namespace Analytics.Data.Accounts;

/// <summary>A key as a list shows it.</summary>
public sealed record ListedApiKey
{
    public required string Prefix { get; init; }

    public required string Name { get; init; }

    public required string[] Scopes { get; init; }

    /// <summary>Null: for all accounts.</summary>
    public string? AccountId { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? RevokedAt { get; init; }
}
