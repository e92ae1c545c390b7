using Analytics.Load.Bench;

namespace Analytics.Load.Tests.Bench;

public sealed class ResultFileTests : IDisposable
{
    static readonly DateTimeOffset At = new(2026, 11, 21, 21, 5, 0, TimeSpan.Zero);

    readonly string folder = Directory.CreateTempSubdirectory("results-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_second_result_of_the_same_minute_leaves_the_first_as_it_is()
    {
        foreach (var report in (string[])["one", "two", "three"]) await ResultFile.SaveAsync("warm", report, At, folder);
        await ResultFile.SaveAsync("store", "other", At, folder);
        Assert.Equal(
            [("store-2026-11-21-2105.md", "other"), ("warm-2026-11-21-2105-2.md", "two"), ("warm-2026-11-21-2105-3.md", "three"), ("warm-2026-11-21-2105.md", "one")],
            Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file))));
    }
}
