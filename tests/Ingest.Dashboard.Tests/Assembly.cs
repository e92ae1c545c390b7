using Ingest.Dashboard.Tests.Browsing;
using Ingest.Dashboard.Tests.Systems;

[assembly: AssemblyFixture(typeof(DashboardSystem))]
[assembly: AssemblyFixture(typeof(Chromium))]

// One page at a time: a test machine may have two cores for a whole system and a browser.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
