using System.Text;
using Analytics.Data.Summaries;

namespace Analytics.Data.Tests.Summaries;

public sealed class StoredSummaryTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, 1, 2, TimeSpan.Zero);

    [Fact]
    public void What_is_stored_is_read_again()
    {
        var stored = new StoredSummary { From = Now.AddDays(-1), To = Now, Summary = Some.Summary(7) };
        var again = StoredSummary.FromBytes(stored.ToBytes())!;
        Assert.Equal(stored.From, again.From);
        Assert.Equal(stored.To, again.To);
        Assert.Equivalent(stored.Summary, again.Summary, strict: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","summary":null}""")]
    [InlineData("""{"from":"yesterday","to":"2026-01-02T00:00:00Z","summary":{"events":1,"unique_users":1,"types":[],"top_users":[],"top_paths":[],"as_of":"2026-01-01T00:00:00Z"}}""")]
    [InlineData("""{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","summary":{"events":1,"unique_users":1,"types":null,"top_users":[],"top_paths":[],"as_of":"2026-01-01T00:00:00Z"}}""")]
    [InlineData("""{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","summary":{"events":1,"unique_users":1,"types":[null],"top_users":[],"top_paths":[],"as_of":"2026-01-01T00:00:00Z"}}""")]
    [InlineData("""{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","summary":{"events":1,"unique_users":1,"types":[{"name":null,"events":1}],"top_users":[],"top_paths":[],"as_of":"2026-01-01T00:00:00Z"}}""")]
    [InlineData("""{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","summary":{"events":1,"types":[],"top_users":[],"top_paths":[],"as_of":"2026-01-01T00:00:00Z"}}""")]
    public void What_is_of_another_shape_is_nothing(string stored) => Assert.Null(StoredSummary.FromBytes(Encoding.UTF8.GetBytes(stored)));

    [Fact]
    public void A_value_cut_or_changed_anywhere_is_never_an_exception()
    {
        var whole = new StoredSummary { From = Now.AddDays(-1), To = Now, Summary = Some.Summary(7) }.ToBytes();
        for (var at = 0; at < whole.Length; at++)
        {
            Assert.Null(StoredSummary.FromBytes(whole.AsSpan(0, at)));
            var changed = whole.ToArray();
            changed[at] ^= 0xff;
            _ = StoredSummary.FromBytes(changed);
        }
    }
}
