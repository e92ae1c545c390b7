namespace Ingest.Dashboard.Tests.Browsing;

/// <summary>Pictures of the page, to be looked at: in <c>.local/screenshots/</c>.</summary>
static class Screenshots
{
    static readonly string Folder = Path.Combine(Repository.Root, ".local", "screenshots");

    public static Task TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
}
