using System.Diagnostics;
using System.Globalization;

namespace Analytics.EndToEnd.Tests.Backups;

/// <summary>PostgreSQL's own programs, as an operator runs them from another machine.</summary>
static class PostgresProgram
{
    /// <summary>Runs <c>pg_dump</c>, <c>pg_restore</c> … against a server's database <c>analytics</c>; fails unless it ended well.</summary>
    public static async Task RunAsync(PostgresServer server, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(await DirectoryAsync(), program), arguments) { RedirectStandardError = true };
        start.Environment["PGHOST"] = "127.0.0.1";
        start.Environment["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = "analytics";
        start.Environment["PGPASSWORD"] = server.Password;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
    }

    static async Task<string> DirectoryAsync()
    {
        using var find = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "deploy", "local", "find-program"), ["postgres"]) { RedirectStandardOutput = true })!;
        var found = await find.StandardOutput.ReadToEndAsync();
        await find.WaitForExitAsync();
        return found.Trim();
    }
}
