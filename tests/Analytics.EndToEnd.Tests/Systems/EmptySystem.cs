namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>Servers with nothing in them and the API, without a worker.</summary>
public sealed class EmptySystem() : RunningSystem(workerCount: 0);
