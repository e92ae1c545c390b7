using System.Data;
using Npgsql;

namespace Analytics.Data.Postgres;

/// <summary>
/// Opens the connections on which the API reads. Whoever reads says for which account, here and nowhere else; PostgreSQL then
/// shows that account's rows and no others, even to a statement that forgot its filter. What is said belongs to a transaction, so
/// that a pooled connection cannot carry it to the next reader.
/// </summary>
public sealed class AccountReader(NpgsqlDataSource reader, NpgsqlDataSource overseer) : IAsyncDisposable, IDisposable
{
    const int ReaderLimit = 20;
    const int OverseerLimit = 10;

    /// <summary>One round trip: BEGIN travels with it.</summary>
    const string SetAccount = "select set_config('analytics.account_id', $1, true)";

    /// <summary>Two pools, to the same server: by one login that may put on both roles, or by one each.</summary>
    public static AccountReader To(string readerConnection, string overseerConnection) => new(
        ReaderDataSource.Create(readerConnection, DatabaseRole.Reader, ReaderLimit),
        ReaderDataSource.Create(overseerConnection, DatabaseRole.Overseer, OverseerLimit));

    /// <summary>
    /// A connection for reading one account, or all of them when <paramref name="accountId"/> is null, within a transaction that
    /// sees one snapshot and ends when it is disposed.
    /// </summary>
    public async Task<NpgsqlConnection> OpenAsync(string? accountId, CancellationToken cancellation)
    {
        var source = accountId is null ? overseer : reader;
        try
        {
            return await BeginAsync(source, accountId, cancellation);
        }
        catch (Exception ended) when (IsEnded(ended))
        {
            // It ended while it lay in the pool, as all others there may have: no reader's fault, and a new one may be had at once.
            source.Clear();
            return await BeginAsync(source, accountId, cancellation);
        }
    }

    /// <summary>Asks the server for an answer, on a reader's connection. One that was never migrated, and has not our roles yet, answers too.</summary>
    public async Task PingAsync(CancellationToken cancellation)
    {
        await using var command = reader.CreateCommand("select 1");
        try
        {
            await command.ExecuteScalarAsync(cancellation);
        }
        catch (PostgresException noRole) when (noRole.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
        }
    }

    static async Task<NpgsqlConnection> BeginAsync(NpgsqlDataSource source, string? accountId, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            await using var set = new NpgsqlCommand(SetAccount, connection) { Parameters = { new() { Value = accountId ?? "" } } };
            await set.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// That, and nothing else: what took too long has no time for another try, and a server without a connection left (53300) would be
    /// asked for more of them by a pool that was emptied.
    /// </summary>
    static bool IsEnded(Exception failure) => failure
        is ObjectDisposedException
        or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown }
        or NpgsqlException { InnerException: IOException };

    public void Dispose()
    {
        reader.Dispose();
        overseer.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await overseer.DisposeAsync();
    }
}
