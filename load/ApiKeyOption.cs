using System.CommandLine;

namespace Analytics.Load;

/// <summary><c>--key</c>, or else the variable: a process list shows arguments to everybody.</summary>
static class ApiKeyOption
{
    public const string Name = "--key";

    public const string Variable = "ANALYTICS_KEY";

    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Api-Key";

    public static Option<string?> Create() => new(Name)
    {
        Description = $"The API key to send, where the API asks for one; else {Variable}.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } key ? key : null,
    };
}
