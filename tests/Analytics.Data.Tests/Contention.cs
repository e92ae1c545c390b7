using Analytics.Data.Events;
using Npgsql;

namespace Analytics.Data.Tests;

/// <summary>Appends as the worker does: what met another transaction is tried again.</summary>
static class Contention
{
    const int Tries = 6;

    public static async Task<AppendResult> AppendWithRetryAsync(this PostgresEventStore store, IReadOnlyList<EventRow> rows)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await store.AppendAsync(rows, default);
            }
            catch (PostgresException met) when (left > 1 && met.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation)
            {
            }
        }
    }
}
