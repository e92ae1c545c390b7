namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>A test against a system; when it fails, it shows what the processes said.</summary>
public abstract class SystemTest(RunningSystem system) : IAsyncLifetime
{
    protected RunningSystem System { get; } = system;

    protected ApiClient Client => System.Client;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed) TestContext.Current.TestOutputHelper?.WriteLine(System.LogTails());
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
