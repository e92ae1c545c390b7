using System.Text;
using Analytics.Data.Answers;
using Analytics.Data.Events;
using Analytics.Data.Summaries;

namespace Analytics.Data.Tests;

/// <summary>Data for tests.</summary>
static class Some
{
    public static readonly DateTime Noon = new(2026, 2, 1, 12, 0, 0, DateTimeKind.Utc);


    static readonly string[] Types = ["page_view", "login", "Zahlung", "ärger", "支払い"];

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    /// <summary>An event, valid unless the test makes it otherwise.</summary>
    public static EventRow Event(
        string id = "evt_1",
        string account = "acc_1",
        string user = "user_1",
        string type = "login",
        DateTime? at = null,
        string? path = null,
        string? metadata = null) =>
        new(Utf8(account), Utf8(id), Utf8(user), Utf8(type), at ?? Noon, Noon.AddMilliseconds(7), Optional(path), Optional(metadata));

    /// <summary>So many events with ids of their own, all alike.</summary>
    public static List<EventRow> Events(int count, string prefix = "evt_", string account = "acc_1", DateTime? at = null) =>
        [.. Enumerable.Range(0, count).Select(i => Event($"{prefix}{i}", account, $"user_{i % 7}", path: i % 3 == 0 ? null : $"/{i % 5}", at: at))];

    /// <summary>Messages with their events.</summary>
    public static EventBatch Batch(params (Guid Id, List<EventRow> Rows)[] messages)
    {
        var batch = new EventBatch();
        foreach (var (id, rows) in messages)
        {
            batch.Rows.AddRange(rows);
            batch.EndMessage(id);
        }

        return batch;
    }

    /// <summary>Events of three accounts over some days, a third of them without a path; names in several scripts.</summary>
    public static List<EventRow> RandomEvents(Random random, int count, string prefix = "evt_", int days = 3)
    {
        var events = new List<EventRow>(count);
        for (var i = 0; i < count; i++)
        {
            var at = Noon.AddDays(-days / 2.0).AddTicks(random.NextInt64(days * TimeSpan.TicksPerDay / 10) * 10);
            events.Add(Event(
                $"{prefix}{i}",
                $"acc_{random.Next(3)}",
                $"Nutzer{(random.Next(2) == 0 ? "ä" : "Z")}{random.Next(25)}",
                Types[random.Next(Types.Length)],
                random.Next(4) == 0 ? new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc) : at,
                random.Next(3) == 0 ? null : $"/页/{random.Next(12)}"));
        }

        return events;
    }

    public static Summary Summary(long events) => new()
    {
        Events = events,
        UniqueUsers = 2,
        UniqueTypes = 1,
        Types = [new("login", events)],
        TopUsers = [new("ü\"</script>", 1)],
        TopPaths = [new("/a", 1)],
        AsOf = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
        Source = AnswerSource.Rollup,
    };

    /// <summary>A count list of these names and counts.</summary>
    public static byte[] Counts(params (string Name, long Events)[] counts)
    {
        var table = new Analytics.Data.Rollups.CountTable();
        foreach (var (name, events) in counts) table.Add(Utf8(name).Span, events);
        return table.ToList();
    }

    static ReadOnlyMemory<byte>? Optional(string? text) => text is null ? (ReadOnlyMemory<byte>?)null : Utf8(text);
}
