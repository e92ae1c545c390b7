using Analytics.Load.Runs;
using Npgsql;

namespace Analytics.Load.Bench;

/// <summary>What is the same for every benchmark once it runs: its report is printed, kept if wanted, and what ends it is said.</summary>
static class BenchRun
{
    /// <param name="name">The benchmark's name, which its file in <c>load/results/</c> begins with.</param>
    /// <param name="save">Whether to keep the report.</param>
    /// <param name="measure">Reads what was asked for, measures, and writes the report.</param>
    /// <param name="cancellation">The user's wish to end it.</param>
    /// <returns>What the shell is told.</returns>
    public static async Task<int> RunAsync(string name, bool save, Func<Task<BenchFindings>> measure, CancellationToken cancellation)
    {
        try
        {
            var (report, at, fault) = await measure();
            await Console.Out.WriteLineAsync(report);
            if (save) await ResultFile.SaveAsync(name, report, at);
            return fault is null ? ExitCode.Done : await ExitCode.FailAsync(ExitCode.NotDone, fault);
        }
        catch (BadInputException wrong)
        {
            return await ExitCode.FailAsync(ExitCode.BadInput, wrong.Message);
        }
        catch (Exception failed) when (failed is BenchFailedException or LoadFailedException or HttpRequestException)
        {
            return await ExitCode.FailAsync(ExitCode.NotDone, failed.Message);
        }
        catch (NpgsqlException failed)
        {
            return await ExitCode.FailAsync(ExitCode.NotDone, $"PostgreSQL: {failed.Message}");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await ExitCode.FailAsync(ExitCode.NotDone, "Interrupted.");
        }
    }
}
