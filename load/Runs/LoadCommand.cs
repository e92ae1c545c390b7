using System.CommandLine;
using Analytics.Load.Bench;
using Analytics.Load.Reporting;

namespace Analytics.Load.Runs;

/// <summary><c>load PROFILE</c>: puts a running system under the load of a profile, and says whether it held.</summary>
static class LoadCommand
{
    /// <param name="atOnce">The user does not want to wait for a report either.</param>
    public static Command Create(CancellationToken atOnce = default)
    {
        var name = new Argument<string>("PROFILE") { Description = $"One of {string.Join(", ", ProfileFile.Names)}; or the path of a .json file." };
        var url = new Option<string>("--url") { Description = "Where the API listens.", DefaultValueFactory = _ => ApiAddress.FromEnvironment() };
        var key = ApiKeyOption.Create();
        var seconds = new Option<int?>("--seconds") { Description = "Instead of the profile's length; of a search, of each step; of a burst, of each of its three parts." };
        var rate = new Option<int?>("--requests-per-minute") { Description = "Instead of the profile's rate; of a search, the first." };
        var batch = new Option<int?>("--batch") { Description = "Events in one request, instead of the profile's." };
        var accounts = new Option<int?>("--accounts") { Description = "Instead of the profile's number." };
        var save = new Option<bool>("--save") { Description = "Also write the Markdown report to load/results/." };
        var command = new Command("load", "Puts a running system under load and counts what is stored: 0 events may be lost.") { name, url, key, seconds, rate, batch, accounts, save };
        command.SetAction(async (parsed, ending) =>
        {
            if (!ApiAddress.TryParse(parsed.GetValue(url)!, out var address))
                return await ExitCode.FailAsync(ExitCode.BadInput, $"'{parsed.GetValue(url)}' is not an address; try http://127.0.0.1:8080.");
            try
            {
                var profile = ProfileFile.Open(parsed.GetValue(name)!);
                profile = ProfileOverrides.Apply(profile, parsed.GetValue(seconds), parsed.GetValue(rate), parsed.GetValue(batch), parsed.GetValue(accounts));
                var options = new LoadOptions(profile, address, parsed.GetValue(key));
                return await RunAsync(options, TypedCommand.Of(parsed), parsed.GetValue(save), atOnce, ending);
            }
            catch (ProfileException wrong)
            {
                return await ExitCode.FailAsync(ExitCode.BadInput, wrong.Message);
            }
        });
        return command;
    }

    static async Task<int> RunAsync(LoadOptions options, string command, bool save, CancellationToken cancellation, CancellationToken ending)
    {
        try
        {
            var clock = TimeProvider.System;
            var (at, loadBefore) = (clock.GetUtcNow(), Machine.LoadAverage());
            var isTerminal = !Console.IsErrorRedirected;
            var result = options.Profile.Search is null
                ? await new ProfileRun(options, Console.Error, isTerminal, clock).RunAsync(cancellation, ending)
                : await new SearchRun(options, Console.Error, isTerminal, clock).RunAsync(cancellation, ending);
            var report = new LoadReport(result, command, Machine.Describe(), loadBefore, at);
            var text = MarkdownReport.Write(report);
            await Console.Out.WriteLineAsync(text);
            await ReportFolder.WriteAsync(report, text, cancellation);
            if (save) await ResultFile.SaveAsync($"load-{options.Profile.Name}", text, at);
            return result.Faults.Count == 0 ? ExitCode.Done : await ExitCode.FailAsync(ExitCode.NotDone, $"{options.Profile.Name} failed: {string.Join("; ", result.Faults)}.");
        }
        catch (LoadFailedException failed)
        {
            return await ExitCode.FailAsync(ExitCode.NotDone, failed.Message);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return await ExitCode.FailAsync(ExitCode.NotDone, "Interrupted; what was accepted will be stored all the same.");
        }
    }
}
