using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

public sealed class ExportTests(DashboardSystem system, Chromium chromium) : DashboardTest(system, chromium)
{
    [Fact]
    public async Task The_file_is_what_the_API_exports_with_the_shown_range_and_filters()
    {
        var account = Some.Account("csv");
        await StoreAsync(account, Some.Hourly(account, 40));
        await OpenAsync(account, "type=login");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        var expected = await Client.GetAsync($"/accounts/{account}/events.csv?window=last_7d&type=login");
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(9, lines.Length);
        Assert.Equal(expected.Body.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r')), lines);
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_the_file_is_the_same()
    {
        var account = Some.Account("csv-key");
        await StoreAsync(account, Some.Hourly(account, 10));
        Expected = ["401"];
        await OpenAsync(account, api: System.Guarded.Address);
        await Page.GetByLabel("Key").FillAsync(await System.KeyAsync("read", null));
        await Button("Sign in").ClickAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() => Button("CSV").ClickAsync());
        Assert.Equal(11, (await File.ReadAllLinesAsync(await download.PathAsync())).Length);
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
    }
}
