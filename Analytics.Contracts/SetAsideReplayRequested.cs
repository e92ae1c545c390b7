namespace Analytics.Contracts;

/// <summary>Someone asked that events that were set aside be tried again: one, or all of an account, or those refused for one reason.</summary>
public sealed record SetAsideReplayRequested
{
    /// <summary>Whose events.</summary>
    public required string AccountId { get; init; }

    /// <summary>Only this one, or null for all.</summary>
    public long? SetAsideId { get; init; }

    /// <summary>Only those that PostgreSQL refused with this SQLSTATE, or null for any.</summary>
    public string? SqlState { get; init; }

    /// <summary>Only those after this one: where a long replay goes on.</summary>
    public long AfterId { get; init; }
}
