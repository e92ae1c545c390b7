using Analytics.Tests.Servers;

[assembly: AssemblyFixture(typeof(PostgresServer))]
