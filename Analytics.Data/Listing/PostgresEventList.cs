using System.Globalization;
using System.Text;
using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Analytics.Data.Selections;
using Dapper;
using Npgsql;

namespace Analytics.Data.Listing;

/// <summary>
/// Reads an account's events in order, a page at a time, month by month along the index by account and time. Asking all months in
/// one statement would look into each for its first match before the first row comes out; here a month that is not reached costs
/// nothing, and no single statement can be long, however rare the events are that a filter seeks.
/// </summary>
public sealed class PostgresEventList(AccountReader reader, TimeProvider clock)
{
    /// <summary>Most rows that one statement looks at for a filter's sake: some 50 ms from memory. Not measured from disk.</summary>
    const int ScanLimit = 20_000;

    static readonly string Months = EmbeddedSql.Read("PostgresEventList.Months.sql");
    static readonly string Newest = EmbeddedSql.Read("PostgresEventList.Newest.sql");
    static readonly string Oldest = EmbeddedSql.Read("PostgresEventList.Oldest.sql");

    /// <summary>The months in which there may be such events, in the list's order: what <see cref="ReadAsync"/> walks along.</summary>
    public async Task<IReadOnlyList<DateOnly>> MonthsAsync(SelectedEvents selected, EventOrder order, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(selected.AccountId, cancellation);
        var names = await connection.QueryAsync<string>(new CommandDefinition(
            Months, new { first = $"events_{selected.From:yyyy_MM}", last = $"events_{selected.To:yyyy_MM}" }, cancellationToken: cancellation));
        var months = names.Select(name => DateOnly.ParseExact(name, "'events_'yyyy_MM", CultureInfo.InvariantCulture)).ToList();
        if (order == EventOrder.NewestFirst) months.Reverse();
        return months;
    }

    /// <summary>The page after a place, or the first. It is complete up to <see cref="EventPage.Next"/>; at least one statement's worth is read.</summary>
    public async Task<EventPage> ReadAsync(
        IReadOnlyList<DateOnly> months, SelectedEvents selected, EventOrder order, EventPosition? after, PageLimits limits, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var page = new PageBuilder(limits, after);
        await using var connection = await reader.OpenAsync(selected.AccountId, cancellation);
        foreach (var month in months)
        {
            if (HasPassed(month, after, order)) continue;
            bool more;
            do
            {
                more = await ReadOnAsync(connection, month, selected, order, page, cancellation);
                var isLate = page.HasMoved && clock.GetElapsedTime(began) >= limits.Time;
                if (page.IsFull || isLate) return page.CutHere();
            }
            while (more);
        }

        return page.AtTheEnd();
    }

    /// <summary>Reads on in a month. Returns whether there may be more in it.</summary>
    static async Task<bool> ReadOnAsync(
        NpgsqlConnection connection, DateOnly month, SelectedEvents selected, EventOrder order, PageBuilder page, CancellationToken cancellation)
    {
        var scan = selected.Filter.IsEmpty ? page.Wanted : ScanLimit;
        await using var command = CommandFor(connection, month, selected, order, page, scan);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var accountId = Encoding.UTF8.GetBytes(selected.AccountId!);
        while (await rows.ReadAsync(cancellation))
        {
            page.Add(EventColumns.Read(rows, accountId), matches: rows.GetBoolean(8));
            if (rows.GetInt64(7) == scan || page.IsFull) return true;
        }

        return false;
    }

    static NpgsqlCommand CommandFor(NpgsqlConnection connection, DateOnly month, SelectedEvents selected, EventOrder order, PageBuilder page, int scan)
    {
        var filter = new DynamicParameters();
        var command = new NpgsqlCommand(FilterSql.Apply(selected.Filter, order == EventOrder.NewestFirst ? Newest : Oldest, filter), connection);
        foreach (var name in filter.ParameterNames) command.Parameters.AddWithValue(name, filter.Get<string>(name));
        var start = order == EventOrder.NewestFirst ? selected.To : selected.From;
        command.Parameters.AddWithValue("account_id", selected.AccountId!);
        command.Parameters.AddWithValue("month", month);
        command.Parameters.AddWithValue("month_end", month.AddMonths(1));
        command.Parameters.AddWithValue("from", selected.From.UtcDateTime);
        command.Parameters.AddWithValue("to", selected.To.UtcDateTime);
        command.Parameters.AddWithValue("after_at", page.After?.OccurredAt ?? start.UtcDateTime);
        command.Parameters.Add(new("after_id", NpgsqlTypes.NpgsqlDbType.Text) { Value = (object?)page.After?.EventId ?? DBNull.Value });
        command.Parameters.AddWithValue("scan_limit", scan);
        command.Parameters.AddWithValue("limit", page.Wanted);
        return command;
    }

    static bool HasPassed(DateOnly month, EventPosition? after, EventOrder order)
    {
        if (after is null) return false;
        var reached = new DateOnly(after.OccurredAt.Year, after.OccurredAt.Month, 1);
        return order == EventOrder.NewestFirst ? month > reached : month < reached;
    }
}
