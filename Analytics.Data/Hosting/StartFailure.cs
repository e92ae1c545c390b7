using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Hosting;

/// <summary>
/// A program that cannot run as it was told to: a setting that is missing or wrong, an address that is taken or another machine's, a database that refuses.
/// Whoever started it gets one line and the exit code 1, where .NET by itself ends with a stack trace, an abort and a core file.
/// </summary>
public static class StartFailure
{
    const int ExitCode = 1;

    /// <summary>Runs the program and returns its exit code. What is no failure of that kind is thrown on.</summary>
    /// <param name="program">Its name, with which the line begins.</param>
    /// <param name="run">All that it does, from its settings to its end.</param>
    public static async Task<int> ToldAsync(string program, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (IsOfItsSurroundings(failure))
        {
            await Console.Error.WriteLineAsync($"{program} cannot run: {failure.Message}");
            return ExitCode;
        }
    }

    static bool IsOfItsSurroundings(Exception failure) => failure switch
    {
        ObjectDisposedException => false,
        OptionsValidationException or DbException or IOException or SocketException or InvalidDataException => true,
        InvalidOperationException or FormatException or ArgumentException => true,
        _ => false,
    };
}
