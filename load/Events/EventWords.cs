using System.Globalization;

namespace Analytics.Load.Events;

/// <summary>What made-up events say, beside their accounts and users.</summary>
static class EventWords
{
    /// <summary>A few, of which one comes three times as often.</summary>
    public static readonly string[] Types = ["page_view", "page_view", "page_view", "click", "login", "message_sent", "search", "signup"];

    public static string[] Paths(int count) => Pool(count, i => $"/products/{i}");

    /// <summary>JSON of some forty bytes.</summary>
    public static string[] Metadata(int count) => Pool(count, i => $$"""{"plan":"{{(i % 3 == 0 ? "free" : "team")}}","duration_ms":{{i}}}""");

    /// <summary>So many texts, made once: an event takes one of them and no memory.</summary>
    public static string[] Pool(int count, Func<int, FormattableString> text) =>
        [.. Enumerable.Range(0, count).Select(i => text(i).ToString(CultureInfo.InvariantCulture))];
}
