using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Ingest.Api.Tests;

/// <summary>An answer to a request whose target went over the wire exactly as written: HttpClient would tidy it up.</summary>
public sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public static async Task<RawAnswer> GetAsync(
        Uri server, string target, CancellationToken cancellation = default, params (string Name, string Value)[] headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, cancellation);

        var sent = string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"));

        // HTTP/1.0: the answer ends with the connection and is not chunked.
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.0\r\nHost: localhost\r\n{sent}\r\n"), cancellation);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        var parts = (await reader.ReadToEndAsync(cancellation)).Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        return new(
            int.Parse(lines[0].Split(' ')[1]),
            lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase),
            parts[1]);
    }
}
