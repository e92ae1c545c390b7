using Analytics.EndToEnd.Tests.Systems;

// One system for all tests that harm nothing, each with accounts of its own.
[assembly: AssemblyFixture(typeof(SharedSystem))]

// One test at a time: they measure how long an answer takes, and a test machine may have two cores for a whole system.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
