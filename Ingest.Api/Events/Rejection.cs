using System.Text.Json.Serialization;

namespace Ingest.Api.Events;

/// <summary>One event that was refused, as the client reads it.</summary>
public sealed class Rejection(int index, string? eventId, RejectionReason reason, string? fieldName, string? message = null)
{
    [JsonIgnore]
    public RejectionReason Reason => reason;

    /// <summary>Which event of the request, from 0; blank NDJSON lines are not counted.</summary>
    public int Index => index;

    /// <summary>The id the client gave, or null when there is none that can be read.</summary>
    public string? EventId => eventId;

    public string Code => Rejections.Row(reason).Code;

    /// <summary>The field at fault by its first name (account_id, not site_id), or null when it is none in particular.</summary>
    public string? Field => fieldName;

    public string Message => message ?? Rejections.Row(reason).Message.Replace("{field}", fieldName, StringComparison.Ordinal);
}
