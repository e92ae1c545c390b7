namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>A test against a system; when it fails, it shows what the processes said.</summary>
public abstract class SystemTest(RunningSystem system) : IAsyncLifetime
{
    protected RunningSystem System { get; } = system;

    protected ApiClient Client => System.Client;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current is not { TestState.Result: TestResult.Failed, TestOutputHelper: { } output }) return;
        output.WriteLine(await System.HoldersAsync());
        output.WriteLine(System.LogTails());
    }
}
