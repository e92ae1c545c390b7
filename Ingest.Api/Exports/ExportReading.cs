using Analytics.Data.Listing;
using Analytics.Data.Postgres;
using Analytics.Data.Selections;
using Ingest.Api.Listing;

namespace Ingest.Api.Exports;

/// <summary>An export's pages, the oldest events first. No connection is held between two pages, however slowly they are taken.</summary>
sealed class ExportReading(PostgresEventList list, SelectedEvents selected, EventCursor cursor, EventPosition? after, TimeProvider clock)
{
    /// <summary>The first and cheapest statement: when PostgreSQL has not answered it by then, it is away, and the answer has 3 s.</summary>
    static readonly TimeSpan AwayTimeout = TimeSpan.FromSeconds(2.5);

    /// <summary>How long a page may search for events that a filter lets through, before its connection is another's turn.</summary>
    static readonly TimeSpan PageTimeLimit = TimeSpan.FromSeconds(1);

    /// <summary>PostgreSQL breaks a statement off after 5 s and says so; whatever has not said anything by then, beside the page's time, stands still.</summary>
    static readonly TimeSpan StandstillTimeout = PageTimeLimit + TimeSpan.FromSeconds(5.5);

    readonly ExportPace pace = new();
    IReadOnlyList<DateOnly> months = [];

    /// <summary>The cursors of this export's question.</summary>
    public EventCursor Cursor => cursor;

    /// <summary>The first page.</summary>
    public async Task<EventPage> BeginAsync(CancellationToken cancellation)
    {
        months = await BoundedRead.WithinAsync(AwayTimeout, clock, ending => list.MonthsAsync(selected, EventOrder.OldestFirst, ending), cancellation);
        return await ReadAsync(after, cancellation);
    }

    /// <summary>The page from a place on.</summary>
    public Task<EventPage> ReadAsync(EventPosition? from, CancellationToken cancellation)
    {
        var limits = new PageLimits(pace.Events, ExportPace.PageBytesLimit, PageTimeLimit);
        return BoundedRead.WithinAsync(
            StandstillTimeout, clock, ending => list.ReadAsync(months, selected, EventOrder.OldestFirst, from, limits, ending), cancellation);
    }

    /// <summary>Says how long a page was when it was written.</summary>
    public void Written(EventPage page, long bytes) => pace.Read(page.Events.Count, bytes);
}
