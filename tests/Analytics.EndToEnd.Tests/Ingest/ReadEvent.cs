using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>
/// An event as a reader of the documentation would read it, by other means than the API does: the last of repeated fields that is
/// not null counts, also under its older names.
/// </summary>
sealed partial record ReadEvent(string AccountId, string EventId, string UserId, string Type, string? Path, string? Metadata, DateTime? At)
{
    /// <summary>The event in a JSON object. <paramref name="madeId"/> gives the id that the API made, when there is none.</summary>
    public static ReadEvent Of(JsonElement json, Func<string> madeId)
    {
        JsonElement? account = null, id = null, user = null, type = null, path = null, metadata = null, time = null;
        foreach (var field in json.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null))
        {
            switch (field.Name)
            {
                case "account_id" or "site_id" or "org_id": account = field.Value; break;
                case "type" or "event_type" or "event_name": type = field.Value; break;
                case "event_id": id = field.Value; break;
                case "user_id": user = field.Value; break;
                case "path": path = field.Value; break;
                case "timestamp": time = field.Value; break;
                case "metadata": metadata = field.Value; break;
            }
        }

        return new ReadEvent(
            account!.Value.GetString()!, id?.GetString() ?? madeId(), user!.Value.GetString()!, type!.Value.GetString()!, path?.GetString() is { Length: > 0 } some ? some : null,
            metadata?.GetRawText(), InstantOf(time?.GetString()));
    }

    /// <summary>Whether a stored row is this event, unchanged.</summary>
    public bool Is(ReadEvent stored) =>
        (AccountId, EventId, UserId, Type, Path) == (stored.AccountId, stored.EventId, stored.UserId, stored.Type, stored.Path)
        && Json.Same(Metadata, stored.Metadata)
        && (At is null || At == stored.At);

    /// <summary>Times that .NET reads as RFC 3339 says; the odd ones have tests of their own.</summary>
    static DateTime? InstantOf(string? time) =>
        time is not null && PlainTime().IsMatch(time) && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.UtcDateTime : null;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainTime();
}
