using System.Diagnostics;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>Keys are made by the worker's own command, as an operator makes them.</summary>
static class KeysCommand
{
    /// <summary>Runs <c>keys …</c> and returns what it wrote to standard output; fails unless it ended well.</summary>
    public static async Task<string> RunAsync(PostgresServer postgres, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [HostProcess.ProgramPath("Ingest.Worker"), "keys", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(HostProcess.ProgramPath("Ingest.Worker")),
        };
        start.Environment["ConnectionStrings__Postgres"] = postgres.ConnectionString;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"keys {string.Join(' ', arguments)}: {output}{await errors}");
        return output.Trim();
    }
}
