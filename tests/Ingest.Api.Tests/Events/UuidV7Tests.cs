using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class UuidV7Tests
{
    [Fact]
    public void Ids_are_distinct_and_carry_time_version_and_variant()
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(0x1234_5678_9abc);
        var ids = Enumerable.Range(0, 10_000).Select(_ => UuidV7.New(time)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id =>
        {
            Assert.StartsWith("12345678-9abc-7", id.ToString(), StringComparison.Ordinal);
            Assert.Equal(7, id.Version);
            Assert.InRange(id.Variant, 8, 11);
        });
    }

    [Fact]
    public void Ids_made_on_many_threads_are_distinct()
    {
        var ids = Enumerable.Range(0, 100_000).AsParallel().Select(_ => UuidV7.New(Some.Now)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }
}
