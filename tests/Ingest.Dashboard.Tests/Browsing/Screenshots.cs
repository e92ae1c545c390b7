namespace Ingest.Dashboard.Tests.Browsing;

/// <summary>Pictures of the page, to be looked at: in <c>.local/screenshots/</c>.</summary>
static class Screenshots
{
    static readonly string Folder = Path.Combine(Repository.Root, ".local", "screenshots");

    public static async Task TakeAsync(IPage page, string name)
    {
        await page.EvaluateAsync("scrollTo(0, 0)");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }
}
