using System.Diagnostics;

namespace Analytics.Tests.Servers;

/// <summary>A private RabbitMQ. Its first start takes some seconds: one for an assembly.</summary>
public class RabbitMqServer() : ServerProcess("rabbitmq", Signals.Terminate)
{
    public override string ConnectionString => $"amqp://analytics:{Password}@127.0.0.1:{Port}/";

    /// <summary>What the settings it starts with say, for a test that changes one and puts it back.</summary>
    public static string Setting(string name) => File.ReadLines(Path.Combine(Repository.Root, "deploy", "local", "rabbitmq.conf"))
        .Single(line => line.StartsWith($"{name} = ", StringComparison.Ordinal))[$"{name} = ".Length..];

    public static async Task<RabbitMqServer> StartedAsync()
    {
        var server = new RabbitMqServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>
    /// A virtual host of a test's own, with queues of its own, and its connection string. Made through rabbitmqctl, which takes
    /// a second or two.
    /// </summary>
    public async Task<string> CreateVirtualHostAsync(string name)
    {
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, "analytics", ".*", ".*", ".*");
        return ConnectionString + name;
    }

    // What asks all nodes of a cluster waits for one that is dead.
    static readonly TimeSpan ControlTimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>Runs rabbitmqctl, for example <c>ControlAsync("set_vm_memory_high_watermark", "0.0001")</c>, and returns what it says.</summary>
    public async Task<string> ControlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Script("rabbitmqctl"), [DataDirectory, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var control = Process.Start(start)!;
        using var limit = new CancellationTokenSource(ControlTimeLimit);
        using var kill = limit.Token.Register(() => control.Kill(entireProcessTree: true));
        var errors = control.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await control.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await control.WaitForExitAsync(CancellationToken.None);
        return control.ExitCode == 0 ? output : throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)}: {output}{await errors}");
    }
}
