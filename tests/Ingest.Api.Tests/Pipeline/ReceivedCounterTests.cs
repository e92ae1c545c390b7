using Ingest.Api.Pipeline;
using Ingest.Api.Tests.Events;

namespace Ingest.Api.Tests.Pipeline;

public class ReceivedCounterTests
{
    readonly ReceivedCounter counter = new();

    void Count(string account) => counter.Count(Frames.MessageOf(Some.Read($$"""{"account_id":"{{account}}","user_id":"u","type":"t"}""")));

    [Fact]
    public void What_is_taken_was_counted_since_it_was_last_taken()
    {
        Count("a");
        Count("a");
        Assert.Equal([new("a", 2)], counter.Take());
        Assert.Empty(counter.Take());
        Count("a");
        Count("b");
        Assert.Equal([new("a", 1), new("b", 1)], counter.Take().OrderBy(count => count.Key));
    }
}
