using System.Diagnostics;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The worker's own commands, as an operator runs them.</summary>
static class WorkerCommand
{
    /// <summary>Runs a command of the release under test and returns what it wrote to standard output; fails unless it ended well.</summary>
    public static async Task<string> RunAsync((string Name, string Value)[] settings, params string[] arguments)
    {
        var program = HostProcess.ProgramPath("Ingest.Worker");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)}: {output}{await errors}");
        return output.Trim();
    }
}
