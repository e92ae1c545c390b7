using System.Globalization;
using Analytics.Load.Import;
using Analytics.Load.Runs;
using Npgsql;

namespace Analytics.Load.Seed;

/// <summary>One seeding from its first event to the last stored, by either way, and what the ledger says of it.</summary>
sealed class Seeding(SeedOptions options, Uri url, string? key, string? postgres, TextWriter progress, TimeProvider clock)
{
    /// <returns>What the shell is told.</returns>
    public async Task<int> RunAsync(TextWriter output, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        try
        {
            var tally = new SeedTally();
            var events = new SeedEvents(options);
            var seeding = postgres is null ? OverHttpAsync(events, tally, cancellation) : DirectlyAsync(events, tally, cancellation);
            await new SeedProgress(tally, options.Events, progress, !Console.IsErrorRedirected, clock).ShowAsync(seeding);
            var (stored, duplicates) = await seeding;
            var took = clock.GetElapsedTime(began);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{stored:N0} stored, {duplicates:N0} duplicates, in {took.TotalSeconds:0.0} s ({options.Events / took.TotalSeconds:N0}/s): {options.Accounts} accounts (seed-001 …), {options.From:yyyy-MM-dd} to {options.Until.AddDays(-1):yyyy-MM-dd}."));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The same again: --seed {options.Seed} --until {options.Until:yyyy-MM-dd}, with the same numbers."));
            return stored + duplicates >= options.Events ? ExitCode.Done : await FailAsync($"{options.Events - stored - duplicates:N0} events are neither.");
        }
        catch (Exception e) when (e is DeliveryFailedException or LoadFailedException or NpgsqlException)
        {
            return await FailAsync(e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await FailAsync("Interrupted. The same command again brings the rest.");
        }
    }

    async Task<(long Stored, long Duplicates)> OverHttpAsync(SeedEvents events, SeedTally tally, CancellationToken cancellation)
    {
        using var api = new LoadApi(url, key, clock);
        var ledger = new LedgerReader(api, events.Accounts, clock);
        var before = await ledger.ReadAsync(cancellation);
        await new HttpSeeding(events, url, key, clock).RunAsync(tally, cancellation);
        // Seeded again, all of them are duplicates.
        var settled = await ledger.SettleAsync(now => now.Settled >= before.Settled + options.Events, cancellation);
        if (settled.Fault is { } fault) throw new LoadFailedException(fault);
        var own = settled.Last.Minus(before);
        return (own.Stored, own.Duplicates);
    }

    async Task<(long Stored, long Duplicates)> DirectlyAsync(SeedEvents events, SeedTally tally, CancellationToken cancellation)
    {
        var result = await new DirectSeeding(events, postgres!, clock).RunAsync(tally, cancellation);
        return (result.Inserted, result.Duplicates);
    }

    async Task<int> FailAsync(string reason)
    {
        await progress.WriteLineAsync(reason);
        return ExitCode.NotDone;
    }
}
