using Spectre.Console;

namespace Analytics.Load.Import;

/// <summary>Shows how far an import is: a bar on a terminal, a line every few seconds elsewhere.</summary>
static class ImportProgress
{
    static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);

    static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>Runs the import and shows it until it ends, however it ends.</summary>
    public static async Task ShowAsync(FileImport import, IAnsiConsole console, CancellationToken cancellation)
    {
        if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
            await ShowBarAsync(import, console, cancellation);
        else
            await ShowLinesAsync(import, console, cancellation);
    }

    static Task ShowBarAsync(FileImport import, IAnsiConsole console, CancellationToken cancellation) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("0 events");
                var running = import.RunAsync(cancellation);
                while (await IsRunningAsync(running, BarInterval))
                    Update(bar, import);
                Update(bar, import);
                await running;
            });

    static async Task ShowLinesAsync(FileImport import, IAnsiConsole console, CancellationToken cancellation)
    {
        var running = import.RunAsync(cancellation);
        while (await IsRunningAsync(running, LineInterval))
        {
            var (read, length) = import.Progress;
            console.WriteLine($"{read * 100 / Math.Max(1, length)} % read, {Counts(import.Tally)}");
        }

        await running;
    }

    static void Update(ProgressTask bar, FileImport import)
    {
        bar.MaxValue = Math.Max(1, import.Progress.Length);
        bar.Value = import.Progress.Read;
        bar.Description = Markup.Escape(Counts(import.Tally));
    }

    static string Counts(ImportTally tally) =>
        $"{tally.Accepted:N0} accepted, {tally.Rejected:N0} rejected" + (tally.Resent > 0 ? $", {tally.Resent:N0} sent again" : "");

    static async Task<bool> IsRunningAsync(Task running, TimeSpan interval) =>
        await Task.WhenAny(running, Task.Delay(interval)) != running;
}
