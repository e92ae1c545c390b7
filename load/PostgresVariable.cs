namespace Analytics.Load;

/// <summary>The database that is looked into, or filled, past the API; <c>./dev</c> sets it. No option: a process list shows arguments to everybody.</summary>
static class PostgresVariable
{
    public const string Name = "ConnectionStrings__Postgres";

    /// <exception cref="BadInputException">It is not set.</exception>
    public static string Read() => Environment.GetEnvironmentVariable(Name) is { Length: > 0 } postgres ? postgres
        : throw new BadInputException($"{Name} is not set, and this needs the database itself.");
}
