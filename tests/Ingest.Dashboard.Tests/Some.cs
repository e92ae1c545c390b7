using System.Text.Json.Nodes;

namespace Ingest.Dashboard.Tests;

/// <summary>Events and names for tests.</summary>
static class Some
{
    static readonly string[] Types = ["page_view", "page_view", "page_view", "login", "purchase"];
    static readonly string[] Plans = ["free", "team"];

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>An account that no other test, and no other run, uses.</summary>
    public static string Account(string name) => $"{name}-{Guid.NewGuid():N}"[..(name.Length + 9)];

    public static JsonObject Event(
        string account, string user = "user-1", string type = "page_view", DateTimeOffset? at = null, string? path = null, JsonObject? metadata = null, string? id = null)
    {
        var made = new JsonObject { ["account_id"] = account, ["user_id"] = user, ["type"] = type };
        if (id is not null) made["event_id"] = id;
        if (at is { } instant) made["timestamp"] = instant.ToString("O");
        if (path is not null) made["path"] = path;
        if (metadata is not null) made["metadata"] = metadata;
        return made;
    }

    /// <summary>
    /// So many events, one an hour back from half an hour ago: of every five three are page views, one a login, one a purchase; of
    /// seven users, at three paths, on two plans.
    /// </summary>
    public static JsonObject[] Hourly(string account, int count, int startHoursAgo = 0) => [.. Enumerable.Range(0, count).Select(index => Event(
        account,
        $"user-{index % 7}",
        Types[index % Types.Length],
        Now.AddMinutes(-30).AddHours(-index - startHoursAgo),
        $"/page-{index % 3}",
        new() { ["plan"] = Plans[index % Plans.Length] }))];
}
