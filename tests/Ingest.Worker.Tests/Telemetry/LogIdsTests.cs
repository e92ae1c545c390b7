using System.Reflection;
using Analytics.Data.Telemetry;
using Ingest.Worker.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ingest.Worker.Tests.Telemetry;

public sealed class LogIdsTests
{
    const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_two_lines_of_a_worker_have_the_same_id()
    {
        Assembly[] parts = [typeof(WorkerLog).Assembly, typeof(TelemetryExport).Assembly];
        var ids = parts.SelectMany(part => part.GetTypes()).SelectMany(type => type.GetMethods(Any))
            .Select(line => line.GetCustomAttribute<LoggerMessageAttribute>()?.EventId).OfType<int>().Order().ToList();
        Assert.True(ids.Count > 10);
        Assert.Equal(ids.Distinct(), ids);
    }
}
