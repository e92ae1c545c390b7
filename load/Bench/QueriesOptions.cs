namespace Analytics.Load.Bench;

/// <summary>What <see cref="QueriesBench"/> measures, and on which server: it makes a database of its own there.</summary>
sealed record QueriesOptions(string Postgres)
{
    /// <summary>Events of the large account; the small one has a tenth.</summary>
    public required int Events { get; init; }

    /// <summary>Events of the small account.</summary>
    public int SmallEvents => Events / 10;

    /// <summary>Users of either account.</summary>
    public required int Users { get; init; }

    /// <summary>Times that each summary is read.</summary>
    public required int Rounds { get; init; }

    /// <summary>The database to fill, or that this benchmark filled with the same numbers and is to measure again, and is kept; null to make one and drop it.</summary>
    public string? Database { get; init; }

    /// <summary>Times that the same is computed from raw rows.</summary>
    public required int RawRounds { get; init; }
}
