namespace Analytics.Data.Tests;

/// <summary>Waits for what must come true by itself, by asking again and again up to a deadline.</summary>
public static class Soon
{
    public static async Task BecomesTrueAsync(Func<ValueTask<bool>> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            if (deadline.IsCancellationRequested) Assert.Fail($"Not within 30 s: {what}");
            await Task.Delay(20);
        }
    }

    public static Task BecomesTrueAsync(Func<bool> condition, string what) => BecomesTrueAsync(() => ValueTask.FromResult(condition()), what);
}
