using System.Globalization;
using Analytics.Load.Bench;

namespace Analytics.Load.Reporting;

/// <summary>Keeps a run's reports in <c>load/reports/PROFILE-TIME/</c> of the checkout, which git does not look at.</summary>
static class ReportFolder
{
    public static async Task WriteAsync(LoadReport report, string markdown, CancellationToken cancellation)
    {
        var name = $"{report.Result.Profile.Name}-{report.At.ToString("yyyy-MM-dd-HHmmss", CultureInfo.InvariantCulture)}";
        var folder = Directory.CreateDirectory(Path.Combine(ResultFile.Root, "load", "reports", name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), markdown, cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.csv"), CsvReport.Write(report), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.html"), HtmlReport.Write(report), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "summary.csv"), SummaryCsv.Write(report), cancellation);
        await Console.Error.WriteLineAsync($"Reports: {Path.GetRelativePath(Environment.CurrentDirectory, folder)}/report.html, .md, .csv, summary.csv");
    }
}
