using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.Client.Buffering;

namespace Analytics.Client.Tests.Buffering;

public sealed class MetadataJsonTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { "a \"quote\", 日本 and é", "\"a \\\"quote\\\", 日本 and é\"" },
        { true, "true" },
        { 1, "1" },
        { -5_000_000_000L, "-5000000000" },
        { 1.5, "1.5" },
        { 1.5f, "1.5" },
        { 10.25m, "10.25" },
        { (byte)1, "1" },
        { (sbyte)-1, "-1" },
        { (short)-1, "-1" },
        { (ushort)1, "1" },
        { 1u, "1" },
        { ulong.MaxValue, "18446744073709551615" },
        { 'x', "\"x\"" },
        { DayOfWeek.Monday, "\"Monday\"" },
        { Guid.Empty, "\"00000000-0000-0000-0000-000000000000\"" },
        { new DateTimeOffset(2026, 2, 1, 10, 30, 0, TimeSpan.Zero), "\"2026-02-01T10:30:00+00:00\"" },
        { new DateTime(2026, 2, 1, 10, 30, 0, DateTimeKind.Utc), "\"2026-02-01T10:30:00Z\"" },
        { new DateOnly(2026, 2, 1), "\"2026-02-01\"" },
        { new TimeOnly(10, 30), "\"10:30:00.0000000\"" },
        { TimeSpan.FromMinutes(90), "\"01:30:00\"" },
        { new Uri("https://a.example/b"), "\"https://a.example/b\"" },
        { JsonNode.Parse("{\"a\":[1,null]}"), "{\"a\":[1,null]}" },
        { JsonDocument.Parse("[1,{\"b\":2}]").RootElement, "[1,{\"b\":2}]" },
        { new Dictionary<string, object?> { ["b"] = new List<int> { 1, 2 } }, "{\"b\":[1,2]}" },
        { new Dictionary<string, string> { ["b"] = "c" }, "{\"b\":\"c\"}" },
        { new object?[] { 1, "two", null }, "[1,\"two\",null]" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Each_kind_of_value_is_written_as_json(object? value, string json) => Assert.Equal($"{{\"a\":{json}}}", Written(value));

    [Fact]
    public void What_is_changed_afterwards_changes_nothing()
    {
        var metadata = new Dictionary<string, object?> { ["a"] = 1 };
        Assert.True(MetadataJson.TryWrite(metadata, out var json, out _));
        metadata["a"] = 2;

        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(json));
    }

    [Fact]
    public void Metadata_as_large_as_the_server_takes_is_written_and_larger_is_not()
    {
        var most = MetadataJson.BytesLimit - "{\"a\":\"\"}".Length;

        Assert.Equal(MetadataJson.BytesLimit, Written(new string('x', most)).Length);
        Assert.Equal("metadata_too_large", Fault(new string('x', most + 1)));
    }

    [Fact]
    public void A_list_without_end_is_given_up() => Assert.Equal("metadata_too_large", Fault(Endless()));

    [Fact]
    public void A_map_that_holds_itself_is_refused()
    {
        var self = new Dictionary<string, object?>();
        self["self"] = self;

        Assert.Contains("unwritable", Fault(self), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_json_has_not_is_refused(double number) => Assert.Contains("unwritable", Fault(number), StringComparison.Ordinal);

    [Fact]
    public void An_object_of_any_other_type_is_refused() => Assert.Equal("metadata_unwritable (NotSupportedException)", Fault(new Version(1, 2)));

    [Fact]
    public void A_collection_that_throws_is_refused_without_its_words()
    {
        IEnumerable<object> throwing = Enumerable.Range(0, 2).Select<int, object>(_ => throw new InvalidOperationException("secret"));

        Assert.Equal("metadata_unwritable (InvalidOperationException)", Fault(throwing));
        Assert.Equal("{\"a\":1}", Written(1)); // what it had begun is forgotten
    }

    [Fact]
    public void A_value_that_writes_metadata_itself_while_it_is_written_spoils_nothing()
    {
        IEnumerable<object> nested = Enumerable.Range(0, 2).Select<int, object>(_ => Written("inner"));

        Assert.Equal("{\"a\":[\"{\\\"a\\\":\\\"inner\\\"}\",\"{\\\"a\\\":\\\"inner\\\"}\"]}", Written(nested));
    }

    static string Written(object? value)
    {
        Assert.True(MetadataJson.TryWrite(new Dictionary<string, object?> { ["a"] = value }, out var json, out var fault), fault);
        return Encoding.UTF8.GetString(json);
    }

    static string Fault(object? value)
    {
        Assert.False(MetadataJson.TryWrite(new Dictionary<string, object?> { ["a"] = value }, out _, out var fault));
        return fault;
    }

    static IEnumerable<int> Endless()
    {
        while (true) yield return 1;
    }
}
