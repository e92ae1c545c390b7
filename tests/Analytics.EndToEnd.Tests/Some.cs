using System.Text.Json.Nodes;

namespace Analytics.EndToEnd.Tests;

/// <summary>Events and names for tests.</summary>
static class Some
{
    /// <summary>A range that holds every <see cref="Event"/>.</summary>
    public const string From = "2026-02-01T00:00:00Z";

    public const string To = "2026-02-02T00:00:00Z";

    /// <summary>An account that no other test, and no other run, uses.</summary>
    public static string Account(string name) => $"{name}-{Guid.NewGuid():N}";

    public static JsonObject Event(
        string account, string? id = null, string user = "user-1", string type = "page_view", string? at = "2026-02-01T10:30:00.000Z", string? path = null)
    {
        var made = new JsonObject { ["account_id"] = account, ["user_id"] = user, ["type"] = type };
        if (id is not null) made["event_id"] = id;
        if (at is not null) made["timestamp"] = at;
        if (path is not null) made["path"] = path;
        return made;
    }

    /// <summary>So many events with ids e-0, e-1 …</summary>
    public static JsonObject[] Events(string account, int count) => [.. Enumerable.Range(0, count).Select(index => Event(account, $"e-{index}", $"user-{index % 7}"))];

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
