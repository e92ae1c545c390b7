using System.Text;
using System.Text.Json;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects.PostHog;

/// <summary>A body of PostHog's: an event, an array of them, or a batch with what holds for all of it; plain, gzip or in a form.</summary>
/// <param name="sentAt">When it was sent, by the client's clock, as the address says; microseconds since 1970-01-01 UTC, or null.</param>
sealed class PostHogBody(long? sentAt) : IDialect
{
    public bool SniffsGzip => true;

    public RejectionReason Unwrap(ReadOnlySpan<byte> body, out byte[]? inside)
    {
        inside = null;
        if (!PostHogWrapping.IsForm(body)) return RejectionReason.None;
        inside = PostHogWrapping.Inside(body);
        return inside is null ? RejectionReason.NotOfThisDialect : RejectionReason.None;
    }

    public string? KeyIn(ReadOnlySpan<byte> body)
    {
        var whole = JsonSlice.OfText(body);
        var read = PostHogItem.Read(whole);
        if (read.Token.HasText) return Encoding.UTF8.GetString(read.Token.Text());
        var items = new JsonItems(whole.IsArray ? whole : read.Batch);
        if (!items.Next()) return null;
        var first = PostHogItem.Read(items.Item).Token;
        return first.HasText ? Encoding.UTF8.GetString(first.Text()) : null;
    }

    public RejectionReason Map(ReadOnlySpan<byte> body, in EventTimes times, ReadBodyBuilder into)
    {
        var whole = JsonSlice.OfText(body);
        if (!whole.IsArray && !whole.IsObject) return RejectionReason.NotOfThisDialect;
        var read = PostHogItem.Read(whole);
        if (read.Batch.IsThere && !read.Batch.IsArray) return RejectionReason.NotOfThisDialect;

        // History is sent long after, by machines whose clocks are right.
        var sent = read.HistoricalMigration.Kind == JsonTokenType.True ? null : ClientTime.Read(read.SentAt) ?? sentAt;
        var token = (KeyIn(body) is { } key ? Encoding.UTF8.GetBytes(key) : []).AsSpan();
        var items = new JsonItems(read.Batch.IsArray ? read.Batch : whole);
        while (items.Next())
        {
            if (into.IsFull) return RejectionReason.TooManyEvents;
            PostHogMapping.Map(items.Item, token, sent, times, into);
        }

        return RejectionReason.None;
    }
}
