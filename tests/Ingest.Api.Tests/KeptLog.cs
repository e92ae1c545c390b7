using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ingest.Api.Tests;

/// <summary>Keeps what was logged, and within which scopes.</summary>
sealed class KeptLog : ILoggerProvider, ILogger, ISupportExternalScope
{
    IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<(string Message, string Scopes)> Scoped { get; } = new();

    public ConcurrentQueue<(LogLevel level, string message)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes.Push(state);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var around = new List<string>();
        scopes.ForEachScope((scope, list) => list.Add($"{scope}"), around);
        Lines.Enqueue((logLevel, formatter(state, exception)));
        Scoped.Enqueue((formatter(state, exception), string.Join(" => ", around)));
    }

    public void Dispose()
    {
    }
}
