namespace Analytics.Load;

/// <summary>What the shell is told.</summary>
static class ExitCode
{
    /// <summary>All was delivered or measured. Rejected events are an answer, not a failure.</summary>
    public const int Done = 0;

    /// <summary>Something was not delivered, or a measurement could not be finished.</summary>
    public const int NotDone = 1;

    /// <summary>The input is wrong: a file that cannot be read, an option that makes no sense.</summary>
    public const int BadInput = 2;

    /// <summary>Says why, on standard error, and passes the code on.</summary>
    public static async Task<int> FailAsync(int code, string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return code;
    }
}
