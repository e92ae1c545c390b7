using System.Text.Json;

namespace Analytics.Load.Runs;

/// <summary>Asks the system itself, over its public API, what became of some accounts' events.</summary>
sealed class LedgerReader(LoadApi api, IReadOnlyList<string> accounts, TimeProvider clock)
{
    const int AskedAtATime = 8;

    /// <summary>Waiting ends when nothing has moved for so long.</summary>
    public static readonly TimeSpan StandstillLimit = TimeSpan.FromSeconds(60);

    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The sum over the accounts.</summary>
    /// <exception cref="LoadFailedException">It cannot be asked.</exception>
    public async Task<AccountLedger> ReadAsync(CancellationToken cancellation)
    {
        var parts = new AccountLedger[accounts.Count];
        await Parallel.ForAsync(
            0,
            accounts.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AskedAtATime, CancellationToken = cancellation },
            async (i, stop) => parts[i] = await ReadAsync(accounts[i], stop));
        return parts.Aggregate(AccountLedger.Empty, (sum, one) => sum.Plus(one));
    }

    /// <summary>
    /// Waits until nothing of the accounts is in flight and all that is expected by then <paramref name="isThere"/>, or nothing moves
    /// any more, or it cannot be asked.
    /// </summary>
    public async Task<Settlement> SettleAsync(Func<AccountLedger, bool> isThere, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var (first, last, moved) = ((AccountLedger?)null, AccountLedger.Empty, began);
        try
        {
            first = last = await ReadAsync(cancellation);
            while ((last.InFlight != 0 || !isThere(last)) && clock.GetElapsedTime(moved) < StandstillLimit)
            {
                await Task.Delay(PollInterval, clock, cancellation);
                var now = await ReadAsync(cancellation);
                if (now != last) moved = clock.GetTimestamp();
                last = now;
            }

            return new Settlement(first, last, clock.GetElapsedTime(began), Fault: null);
        }
        catch (LoadFailedException unread)
        {
            return new Settlement(first ?? last, last, clock.GetElapsedTime(began), unread.Message);
        }
    }

    async Task<AccountLedger> ReadAsync(string account, CancellationToken cancellation)
    {
        var (answer, content) = await api.GetAsync($"accounts/{Uri.EscapeDataString(account)}/pipeline", cancellation);
        if (!answer.IsOk) throw new LoadFailedException($"The ledger cannot be asked: {answer.Code} {answer.Problem}{Hint(answer.Status)}");
        return JsonSerializer.Deserialize<AccountLedger>(content)!;
    }

    static string Hint(int status) => status == 0 ? ". Is the system running? ./dev up starts it."
        : status is 401 or 403 or 404 ? $" A load run makes accounts of its own: it needs a key for all accounts with the scopes write and read, in {ApiKeyOption.Variable}."
        : "";
}
