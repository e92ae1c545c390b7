using Analytics.Data.Summaries;

namespace Analytics.Data.Tests.Summaries;

public sealed class SummaryCacheKeyTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    static string KeyOf(string? account) => SummaryCacheKey.Of(SummaryRequest.Over(account, SummaryWindow.Default));

    [Fact]
    public void A_window_is_known_by_its_name()
    {
        Assert.Equal("summary:1:acc_123:last_24h", KeyOf("acc_123"));
        Assert.Equal(4, SummaryWindow.All.Select(window => SummaryCacheKey.Of(SummaryRequest.Over("a", window))).Distinct().Count());
    }

    [Fact]
    public void A_fixed_range_is_known_by_its_instants_however_they_are_written()
    {
        var request = SummaryRequest.Between("a", Noon, Noon.AddMicroseconds(1));
        Assert.Equal("summary:1:a:1767268800000000-1767268800000001", SummaryCacheKey.Of(request));
        var elsewhere = SummaryRequest.Between("a", Noon.ToOffset(TimeSpan.FromHours(5)), Noon.AddTicks(1));
        Assert.Equal(SummaryCacheKey.Of(request), SummaryCacheKey.Of(elsewhere));
    }

    [Fact]
    public void All_accounts_and_an_account_called_star_or_nothing_have_keys_of_their_own() =>
        Assert.Equal(3, new[] { KeyOf(null), KeyOf("*"), KeyOf("") }.Distinct().Count());

    [Fact]
    public void No_account_id_spells_the_key_of_another()
    {
        string[] ids =
        [
            "a", "A", "a:last_24h", "a:last_7d", "a%3Alast_7d", "a/b", "a%2Fb", "a%252Fb", "a b", "a+b", "ü", "u\u0308", "..", "*", "%2A", "", " ",
            "a\nb", "summary:1:a:last_24h", "\ud83d\ude00", "a:1767268800000000-1767268800000001",
        ];
        Assert.Equal(ids.Length, ids.Select(KeyOf).Distinct().Count());
        Assert.All(ids, id => Assert.Equal(3, KeyOf(id).Count(character => character == ':')));
    }

    [Fact]
    public void Random_account_ids_come_back_out_of_their_keys()
    {
        var random = new Random(20260101);
        for (var i = 0; i < 2_000; i++)
        {
            var id = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => char.ConvertFromUtf32(random.Next(1, 0xD800))));
            Assert.Equal(id, Uri.UnescapeDataString(KeyOf(id).Split(':')[2]));
        }
    }

    [Fact]
    public void Half_a_character_has_no_key() => Assert.ThrowsAny<ArgumentException>(() => KeyOf("\ud83d"));
}
