namespace Analytics.EndToEnd.Tests.Telemetry;

/// <summary>One for all tests of what the system shows of itself.</summary>
[CollectionDefinition(nameof(TracedSystem))]
public sealed class TracedSystemCollection : ICollectionFixture<TracedSystem>;
