using Analytics.Data.Selections;

namespace Analytics.Data.Tests.Selections;

public sealed class SelectionKeyTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    static string KeyOf(string? account) => SelectionKey.Of("summary:1", EventSelection.Over(account, TimeWindow.Default));

    [Fact]
    public void A_window_is_known_by_its_name()
    {
        Assert.Equal("summary:1:acc_123:last_24h", KeyOf("acc_123"));
        Assert.Equal(4, TimeWindow.All.Select(window => SelectionKey.Of("summary:1", EventSelection.Over("a", window))).Distinct().Count());
    }

    [Fact]
    public void A_fixed_range_is_known_by_its_instants_however_they_are_written()
    {
        var request = EventSelection.Between("a", Noon, Noon.AddMicroseconds(1));
        Assert.Equal("summary:1:a:1767268800000000-1767268800000001", SelectionKey.Of("summary:1", request));
        var elsewhere = EventSelection.Between("a", Noon.ToOffset(TimeSpan.FromHours(5)), Noon.AddTicks(1));
        Assert.Equal(SelectionKey.Of("summary:1", request), SelectionKey.Of("summary:1", elsewhere));
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

    [Fact]
    public void No_filter_spells_the_key_of_another()
    {
        EventFilter[] filters =
        [
            EventFilter.None,
            new() { Type = "a" },
            new() { UserId = "a" },
            new() { Path = "a" },
            new() { Type = "a&user_id=a" },
            new() { Type = "a", UserId = "a" },
            new() { Metadata = { ["a"] = "b" } },
            new() { Metadata = { ["a"] = "b", ["c"] = "d" } },
            new() { Metadata = { ["a"] = "b&metadata.c=d" } },
            new() { Metadata = { ["a=b&metadata.c"] = "d" } },
        ];
        var keys = filters.Select(filter => SelectionKey.Of("summary:1", EventSelection.Over("a", TimeWindow.Default) with { Filter = filter }));
        Assert.Equal(filters.Length, keys.Distinct().Count());
    }

    [Fact]
    public void The_order_in_which_metadata_was_named_changes_no_key()
    {
        string KeyOf(EventFilter filter) => SelectionKey.Of("summary:1", EventSelection.Over("a", TimeWindow.Default) with { Filter = filter });
        Assert.Equal(KeyOf(new() { Metadata = { ["a"] = "1", ["b"] = "2" } }), KeyOf(new() { Metadata = { ["b"] = "2", ["a"] = "1" } }));
    }
}
