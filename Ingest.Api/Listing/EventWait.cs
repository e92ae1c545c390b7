using Analytics.Data.Accounts;
using Analytics.Data.Postgres;
using Ingest.Api.Limits;
using Ingest.Api.Security;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Listing;

/// <summary>
/// Looks for one event until it is there. A wait holds no connection between two looks, and there are only so many of them: those
/// who wait must not take PostgreSQL from those who ask.
/// </summary>
sealed class EventWait(LookForEvent look, KnownKeys keys, IOptions<ListingOptions> options, IHostApplicationLifetime host, TimeProvider clock)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Whoever waits is answered two seconds later at the latest, also when PostgreSQL is frozen.</summary>
    static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(1.5);

    readonly FairTurns turns = new(options.Value.WaitLimit);

    /// <summary>
    /// What became of the event, as soon as it is known and after <paramref name="wait"/> at the latest; nothing when nothing is.
    /// </summary>
    /// <exception cref="TooManyWaitsException">As many as may are waiting, of this account or of all.</exception>
    /// <exception cref="KeyRevokedException">The reader's key no longer counts.</exception>
    /// <exception cref="TimeoutException">PostgreSQL does not answer.</exception>
    /// <exception cref="OperationCanceledException">The reader left, or the host is stopping.</exception>
    public async Task<EventState> FindAsync(string accountId, string eventId, TimeSpan wait, ApiKey? key, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var found = await LookAsync(accountId, eventId, cancellation);
        if (found.IsKnown || wait == TimeSpan.Zero) return found;
        using var turn = turns.TryTake(accountId) ?? throw new TooManyWaitsException();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, host.ApplicationStopping);
        for (var pause = FirstPause; !found.IsKnown && clock.GetElapsedTime(began) < wait; pause = Shorter(pause * 1.5, LongestPause))
        {
            // Rounded up: a timer knows whole milliseconds, and for the part of one that is left it would not pause at all, look after look.
            var left = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max((wait - clock.GetElapsedTime(began)).TotalMilliseconds, 0)));
            await Task.Delay(Shorter(pause, left), clock, either.Token);
            keys.MustStillCount(key);
            found = await LookAsync(accountId, eventId, either.Token);
        }

        return found;
    }

    Task<EventState> LookAsync(string accountId, string eventId, CancellationToken cancellation) =>
        BoundedRead.WithinAsync(LookTimeout, clock, ending => look(accountId, eventId, ending), cancellation);

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
