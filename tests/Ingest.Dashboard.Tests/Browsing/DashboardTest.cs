using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests.Browsing;

/// <summary>
/// A test in a browser. Each page is a stranger's: nothing kept, in Berlin. A script that fails, or anything that the page's own
/// policy forbids, fails the test, and so does a request to anywhere else. When a test fails, a picture of its page is kept.
/// </summary>
public abstract class DashboardTest(DashboardSystem system, Chromium chromium) : IAsyncLifetime
{
    /// <summary>What a page may take to show something, on a machine that does other things too.</summary>
    public const float Patience = 15_000;

    readonly ConcurrentQueue<string> wrongs = new();
    IBrowserContext? context;
    IPage? page;

    protected DashboardSystem System { get; } = system;

    protected ApiClient Client => System.Client;

    protected IPage Page => page!;

    /// <summary>Words that the browser may say, such as of answers that a test wants to fail.</summary>
    protected string[] Expected { get; set; } = [];

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        var hasFailed = TestContext.Current.TestState?.Result == TestResult.Failed;
        if (hasFailed && page is not null) await Screenshots.TakeAsync(page, $"failed-{TestContext.Current.TestMethod?.MethodName}");
        if (hasFailed) TestContext.Current.TestOutputHelper?.WriteLine($"{page?.Url}\n{string.Join('\n', wrongs)}\n{System.LogTails()}");
        if (context is not null) await context.DisposeAsync();
        var unexpected = wrongs.Where(wrong => !Expected.Any(wrong.Contains)).Distinct().ToList();
        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the page, of an account or at the start.</summary>
    protected async Task OpenAsync(string? account = null, string query = "", int width = 1440, int height = 1000, ColorScheme scheme = ColorScheme.Light, Uri? api = null)
    {
        if (context is not null) await context.DisposeAsync();
        context = await chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        page = await context.NewPageAsync();
        var origin = (api ?? System.Api.Address).GetLeftPart(UriPartial.Authority);
        page.PageError += (_, error) => wrongs.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") wrongs.Enqueue(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(origin, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) wrongs.Enqueue($"asked elsewhere: {request.Url}");
        };
        var address = account is null ? $"{origin}/" : $"{origin}/?account={Uri.EscapeDataString(account)}{(query.Length > 0 ? $"&{query}" : "")}";
        await page.GotoAsync(address);
    }

    protected ILocator Panel(string name) => Page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    /// <summary>One of the figures at the top.</summary>
    protected ILocator Card(string name) => Page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    /// <summary>Answers a request as an API would that cannot do it now.</summary>
    protected static Task RefuseAsync(IRoute route, string detail) => route.FulfillAsync(new()
    {
        Status = 503, ContentType = "application/problem+json", Body = $$"""{"status":503,"detail":"{{detail}}"}""",
    });

    /// <summary>Sends events and waits until they are stored.</summary>
    protected async Task StoreAsync(string account, params JsonObject[] events)
    {
        var before = await System.StoredAsync(account);
        await Client.AcceptedAsync(events);
        await System.StoredSoonAsync(account, before + events.Length);
    }
}
