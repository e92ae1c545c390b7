namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The one for tests that break things; each begins and ends with all of it healed. Answers age quickly in it.</summary>
public sealed class BreakableSystem() : RunningSystem(workerCount: 2, ("Answers__TimeToLive", "00:00:04"));

[CollectionDefinition(nameof(BreakableSystem))]
public sealed class BreakableSystemCollection : ICollectionFixture<BreakableSystem>;
