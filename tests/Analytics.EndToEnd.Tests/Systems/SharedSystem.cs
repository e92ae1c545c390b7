namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The one for all tests that harm nothing.</summary>
public sealed class SharedSystem() : RunningSystem(workerCount: 2);
