using System.Diagnostics;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The worker's own commands, as an operator runs them.</summary>
static class WorkerCommand
{
    /// <summary>Runs a command of the release under test and returns what it wrote to standard output; fails unless it ended well.</summary>
    public static async Task<string> RunAsync((string Name, string Value)[] settings, params string[] arguments)
    {
        var (code, output, errors) = await EndAsync("Ingest.Worker", settings, arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {output}{errors}");
        return output.Trim();
    }

    /// <summary>Runs a program with a command until it ends; its exit code and all that it wrote.</summary>
    public static async Task<(int Code, string Output, string Errors)> EndAsync(string name, (string Name, string Value)[] settings, params string[] arguments)
    {
        var program = HostProcess.ProgramPath(name);
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        foreach (var (setting, value) in settings) start.Environment[setting] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
