namespace Analytics.Load.Tests;

/// <summary>Waits for what must come true by itself, by asking again and again up to a deadline.</summary>
static class Soon
{
    public static async Task BecomesTrueAsync(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            if (deadline.IsCancellationRequested) Assert.Fail($"Not within 30 s: {what}");
            await Task.Delay(5);
        }
    }
}
