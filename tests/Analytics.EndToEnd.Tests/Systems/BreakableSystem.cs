namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The one for tests that break things; each begins and ends with all of it healed.</summary>
public sealed class BreakableSystem() : RunningSystem(workerCount: 2);

[CollectionDefinition(nameof(BreakableSystem))]
public sealed class BreakableSystemCollection : ICollectionFixture<BreakableSystem>;
