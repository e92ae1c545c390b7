using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Analytics.Tests.Servers;

/// <summary>A private Redis; it starts in no time.</summary>
public sealed class RedisServer() : ServerProcess("redis", Signals.Terminate)
{
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    public override string ConnectionString => $"127.0.0.1:{Port},password={Password}";

    public static async Task<RedisServer> StartedAsync()
    {
        var server = new RedisServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>The first line of the answer to an inline command, for example <c>AskAsync("DBSIZE")</c>.</summary>
    public async Task<string> AskAsync(string command)
    {
        using var deadline = new CancellationTokenSource(AnswerLimit);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, deadline.Token);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"AUTH {Password}\r\n{command}\r\n"), deadline.Token);
        using var reader = new StreamReader(client.GetStream());
        await reader.ReadLineAsync(deadline.Token);
        return await reader.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException($"redis-server does not answer {command}.");
    }
}
