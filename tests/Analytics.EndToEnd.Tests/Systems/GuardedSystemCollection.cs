namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>One guarded system for all who need one.</summary>
[CollectionDefinition(nameof(GuardedSystem))]
public sealed class GuardedSystemCollection : ICollectionFixture<GuardedSystem>;
