namespace Analytics.Data.Hosting;

/// <summary>
/// What a program is called with: a verb, or nothing but settings as .NET takes them (<c>--key value</c>, <c>/key value</c>,
/// <c>key=value</c>). A verb that is mistyped must not start the program in earnest.
/// </summary>
public static class CommandLine
{
    const int ExitCode = 2;

    /// <summary>Whether the first argument is no setting.</summary>
    public static bool HasVerb(string[] arguments) => arguments is [var first, ..] && first is not (['-' or '/', ..]) && !first.Contains('=', StringComparison.Ordinal);

    /// <summary>Says so, with what would have been, and returns the exit code, 2.</summary>
    public static async Task<int> NotUnderstoodAsync(string verb, params string[] verbs)
    {
        await Console.Error.WriteLineAsync($"{verb} is not understood. It may be {string.Join(", ", verbs)}, or nothing.");
        return ExitCode;
    }
}
