using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Telemetry;

/// <summary>A system that asks for keys, logs all it can as JSON, and sends its telemetry to a receiver of the test's own.</summary>
public sealed class TracedSystem : RunningSystem
{
    TracedSystem(OtlpReceiver receiver)
        : base(
            workerCount: 1,
            [
                ("Security__Mode", "Keys"),
                ("Logging__Console__FormatterName", "json"),
                ("Logging__Console__FormatterOptions__TimestampFormat", "O"),
                ("Logging__LogLevel__Default", "Debug"),
                ("Logging__LogLevel__MassTransit", "Debug"),
                ("Logging__LogLevel__Npgsql", "Debug"),
                ("Logging__LogLevel__Microsoft", "Information"),
                .. receiver.Settings,
            ]) => Receiver = receiver;

    public TracedSystem()
        : this(new OtlpReceiver())
    {
    }

    public OtlpReceiver Receiver { get; }

    /// <summary>A key that counts already.</summary>
    public async Task<string> KeyAsync(string scope, string? account)
    {
        var key = await KeysCommand.RunAsync(Postgres, ["add", "a test", "--scope", scope, .. account is null ? ["--all-accounts"] : (string[])["--account", account]]);
        using var client = new ApiClient(Api.Address, key);
        await Soon.IsAsync(() => client.GetAsync("/pipeline"), answer => (int)answer.Status is not (401 or 503), "the new key counts", TimeSpan.FromSeconds(10));
        return key;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    protected override async Task StartServersAsync()
    {
        await Receiver.StartAsync();
        await base.StartServersAsync();
    }
}
