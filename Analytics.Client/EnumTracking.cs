namespace Analytics.Client;

/// <summary>Tracking with an application's own enum for names.</summary>
public static class EnumTracking
{
    /// <summary>As <see cref="IEventTracker.Track"/>; the type is the member's name in snake case: <c>OrderPlaced</c> is sent as <c>order_placed</c>.</summary>
    /// <typeparam name="TEvent">The application's enum of events. Renaming a member renames the event.</typeparam>
    /// <param name="tracker">Where to.</param>
    /// <param name="account">The tenant.</param>
    /// <param name="user">Who did it.</param>
    /// <param name="type">What happened; a value that is no member is refused and counted.</param>
    /// <param name="metadata">More about it, or null.</param>
    /// <param name="path">The page or route it happened on, or null.</param>
    public static void Track<TEvent>(
        this IEventTracker tracker, string account, string user, TEvent type, IReadOnlyDictionary<string, object?>? metadata = null, string? path = null)
        where TEvent : struct, Enum => tracker.Track(account, user, EnumEventNames<TEvent>.Of(type), metadata, path);
}
