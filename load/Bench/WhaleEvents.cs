using System.Globalization;
using System.Text;
using Analytics.Data.Events;

namespace Analytics.Load.Bench;

/// <summary>
/// Makes one account's events, evenly over 30 days that end at noon of a day and some minutes: skewed users, 20 types, 500 paths, some
/// 150 bytes an event as a row. The n-th batch is the same every time.
/// </summary>
sealed class WhaleEvents(string account, long events, int users)
{
    /// <summary>The end of the events; on no whole hour, so that a window up to it is ragged.</summary>
    public static readonly DateTime End = new(2026, 11, 20, 12, 13, 14, DateTimeKind.Utc);

    public static readonly TimeSpan Length = TimeSpan.FromDays(30);

    public const int BatchSize = 20_000;

    readonly byte[] account = Encoding.UTF8.GetBytes(account);
    readonly byte[][] users = Pool(users, i => $"user-{i:D6}");
    readonly byte[][] types = Pool(20, i => $"type_{i}");
    readonly byte[][] paths = Pool(500, i => $"/products/{i}");
    readonly byte[][] metadata = Pool(1_000, i => $$"""{"plan":"{{(i % 3 == 0 ? "free" : "team")}}","duration_ms":{{i}}}""");

    public int BatchCount => (int)((events + BatchSize - 1) / BatchSize);

    public List<EventRow> Batch(int number)
    {
        var count = (int)Math.Min(BatchSize, events - ((long)number * BatchSize));
        var rows = new List<EventRow>(count);
        var step = Length.Ticks / events;
#pragma warning disable CA5394 // Load, not secrets; the seed makes runs alike.
        var random = new Random(number);
        for (var i = 0; i < count; i++)
        {
            var ticks = End.Ticks - Length.Ticks + (step * (((long)number * BatchSize) + i));
            var at = new DateTime(ticks - (ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
            rows.Add(new EventRow(
                account,
                Encoding.UTF8.GetBytes(Guid.CreateVersion7(at).ToString()),
                Skewed(users, 2),
                Skewed(types, 3),
                at,
                at,
                Skewed(paths, 2),
                Skewed(metadata, 1)));
        }

        return rows;

        byte[] Skewed(byte[][] pool, int power) => pool[(int)(pool.Length * Math.Pow(random.NextDouble(), power))];
#pragma warning restore CA5394
    }

    static byte[][] Pool(int count, Func<int, FormattableString> text) =>
        [.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(text(i).ToString(CultureInfo.InvariantCulture)))];
}
