using System.CommandLine;
using Spectre.Console;

namespace Analytics.Load.Import;

/// <summary><c>import FILE</c>: brings a file of JSON lines to the API and says what became of it.</summary>
static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "One JSON event a line, plain or gzip." };
        var url = new Option<string>("--url")
        {
            Description = "Where the API listens.",
            DefaultValueFactory = _ => ApiAddress.FromEnvironment(),
        };
        var key = ApiKeyOption.Create();
        var batch = BoundedOption.Create("--batch", "Events in one request.", 1_000, 1, 10_000);
        var connections = BoundedOption.Create("--connections", "Requests at a time.", 4, 1, 64);
        var gzip = new Option<bool>("--gzip") { Description = "Send compressed bodies." };
        var giveUp = BoundedOption.Create("--give-up-after", "Seconds that one batch is tried.", 600, 1, 86_400);
        var reach = BoundedOption.Create("--reach-within", "Seconds to wait for a server that does not answer at all.", 30, 0, 86_400);
        var command = new Command("import", "Posts a file of events to a running API, and counts the accepted and the rejected.")
        {
            file, url, key, batch, connections, gzip, giveUp, reach,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var text = parsed.GetValue(url)!;
            if (!ApiAddress.TryParse(text, out var address))
                return ExitCode.FailAsync(ExitCode.BadInput, $"'{text}' is not an address; try http://127.0.0.1:8080.");
            var options = new ImportOptions(parsed.GetValue(file)!, address)
            {
                Key = parsed.GetValue(key),
                BatchEventLimit = parsed.GetValue(batch),
                Connections = parsed.GetValue(connections),
                Gzip = parsed.GetValue(gzip),
                BatchTimeLimit = TimeSpan.FromSeconds(parsed.GetValue(giveUp)),
                ReachTimeLimit = TimeSpan.FromSeconds(parsed.GetValue(reach)),
            };
            return RunAsync(options, cancellation);
        });
        return command;
    }

    static async Task<int> RunAsync(ImportOptions options, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var import = new FileImport(options, clock);
        try
        {
            await ImportProgress.ShowAsync(import, AnsiConsole.Console, cancellation);
            await ImportReport.WriteAsync(Console.Out, import.Tally, clock.GetElapsedTime(started));
            return ExitCode.Done;
        }
        catch (DeliveryFailedException e)
        {
            return await StoppedAsync(ExitCode.NotDone, e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await StoppedAsync(ExitCode.NotDone, "Interrupted.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return await StoppedAsync(ExitCode.BadInput, $"{options.File} cannot be read: {e.Message}");
        }

        async Task<int> StoppedAsync(int code, string reason)
        {
            if (import.Tally.Accepted + import.Tally.Rejected > 0)
            {
                await ImportReport.WriteAsync(Console.Out, import.Tally, clock.GetElapsedTime(started));
                reason += $"\nEvery line up to {import.Tally.DeliveredUpTo} is delivered, some after it may be. Import the file again to bring the rest: "
                    + "an event that is there already is not stored twice.";
            }

            return await ExitCode.FailAsync(code, reason);
        }
    }
}
