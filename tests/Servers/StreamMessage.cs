using System.Text.Json.Nodes;

namespace Analytics.Tests.Servers;

/// <summary>A message of a stream and when it came, in <c>Stopwatch</c>'s ticks. A comment is called heartbeat here.</summary>
public sealed record StreamMessage(string Name, string? Id, JsonNode Data, long At);
