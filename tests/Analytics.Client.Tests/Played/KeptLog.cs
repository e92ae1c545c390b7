using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Analytics.Client.Tests.Played;

/// <summary>Keeps what was logged, with its structure.</summary>
sealed class KeptLog : ILogger<EventTracker>
{
    public ConcurrentQueue<KeptLine> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var fields = ((IReadOnlyList<KeyValuePair<string, object?>>)state!).ToDictionary(field => field.Key, field => field.Value);
        Lines.Enqueue(new KeptLine(logLevel, eventId.Id, formatter(state, exception), fields));
    }

    public Task LinesAsync(int id, int atLeast = 1) =>
        Eventually.TrueAsync(() => Task.FromResult(Lines.Count(line => line.Id == id) >= atLeast), $"{atLeast} lines {id}");
}
