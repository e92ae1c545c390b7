using System.Text;
using Analytics.Data.Events;

namespace Analytics.Load.Events;

/// <summary>A made-up event as the workers would store it: texts as UTF-8.</summary>
static class MadeRow
{
    public static EventRow Of(in MadeEvent one, DateTime receivedAt) => new(
        Encoding.UTF8.GetBytes(one.AccountId),
        Encoding.UTF8.GetBytes(one.EventId),
        Encoding.UTF8.GetBytes(one.UserId),
        Encoding.UTF8.GetBytes(one.Type),
        one.OccurredAt,
        receivedAt,
        one.Path is { } path ? Encoding.UTF8.GetBytes(path) : (ReadOnlyMemory<byte>?)null, // a null array would be an empty path
        Encoding.UTF8.GetBytes(one.Metadata));
}
