using System.Text;
using Analytics.Load.Events;

namespace Analytics.Load.Tests.Events;

public class MadeRowTests
{
    static readonly MadeEvent Some = new("e", "a", "u", "t", new DateTime(2026, 11, 20, 1, 2, 3, DateTimeKind.Utc), "/p", "{}");

    [Fact]
    public void A_row_has_what_the_event_has()
    {
        var row = MadeRow.Of(Some, DateTime.UnixEpoch);
        Assert.Equal(["e", "a", "u", "t", "/p", "{}"], ((ReadOnlyMemory<byte>[])[row.EventId, row.AccountId, row.UserId, row.Type, row.Path!.Value, row.Metadata!.Value]).Select(text => Encoding.UTF8.GetString(text.Span)));
        Assert.Equal((Some.OccurredAt, DateTime.UnixEpoch), (row.OccurredAt, row.ReceivedAt));
    }

    [Fact]
    public void An_event_without_a_path_has_a_row_without_one() => Assert.Null(MadeRow.Of(Some with { Path = null }, DateTime.UnixEpoch).Path);
}
