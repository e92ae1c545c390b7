namespace Analytics.EndToEnd.Tests.Upgrades;

/// <summary>An earlier release's programs, as <c>./dev test upgrade</c> built them from the history.</summary>
static class PreviousRelease
{
    /// <summary>Where they lie, a directory a program; null when there are none.</summary>
    public static string? Directory => Environment.GetEnvironmentVariable("ANALYTICS_PREVIOUS_RELEASE") is { Length: > 0 } given ? given : null;

    /// <summary>A program's assembly.</summary>
    public static string ProgramPath(string program) =>
        Path.Combine(Directory ?? throw new InvalidOperationException("ANALYTICS_PREVIOUS_RELEASE is not set."), program, $"{program}.dll");
}
