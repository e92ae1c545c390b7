namespace Ingest.Api.Health;

/// <summary>
/// How to find out whether a server we need answers. Register one a dependency, beside what uses it.
/// </summary>
/// <param name="Name">As the readiness answer calls it: <c>rabbitmq</c>, <c>postgres</c>, <c>redis</c>.</param>
/// <param name="Required">Without it we are not ready; otherwise its loss only degrades.</param>
/// <param name="Check">Null when it answers, else a few words that anybody may read. An exception is down as well; its message, which may hold addresses, is not shown.</param>
sealed record DependencyProbe(string Name, bool Required, Func<CancellationToken, Task<string?>> Check);
