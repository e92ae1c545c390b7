namespace Ingest.Dashboard.Tests.Browsing;

/// <summary>The system's own browser, without a window: <c>apt-get install chromium</c>, or what CHROMIUM names.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] KnownPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(DashboardTest.Patience);
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? KnownPaths.FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException("There is no Chromium: apt-get install chromium, or ./dev install."),
            Args = Environment.UserName == "root" ? ["--no-sandbox"] : [], // it will not run as root otherwise
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
