using Analytics.Load.Events;

namespace Analytics.Load.Runs;

/// <summary>
/// Makes the events of one run, which happen now. The accounts are named after the run: new ones, so that their ledger is the
/// run's own and nobody's figures are touched.
/// </summary>
sealed class RunEvents
{
    readonly string[] users, paths, metadata;
    readonly Zipf userRanks;
    readonly TimeProvider clock;
    long requests;

    public RunEvents(string run, int accounts, int users, TimeProvider clock)
    {
        Accounts = EventWords.Pool(accounts, i => $"load-{run}-{i}");
        ProbeAccount = $"load-{run}-probe";
        this.users = EventWords.Pool(users, i => $"user-{i:D6}");
        paths = EventWords.Paths(500);
        metadata = EventWords.Metadata(500);
        userRanks = new Zipf(users, exponent: 1);
        this.clock = clock;
    }

    public string[] Accounts { get; }

    /// <summary>The account of the events that are posted to see when they are visible: nobody else's are in its summaries.</summary>
    public string ProbeAccount { get; }

    /// <summary>All that the run's ledger is the sum of.</summary>
    public string[] LedgerAccounts => [.. Accounts, ProbeAccount];

    /// <summary>One request's events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="firstAccountShare">The part of them that is the first account's beside its fair share, 0 to 1.</param>
    /// <param name="back">They happened in the time of this length up to now.</param>
    public MadeEvent[] Make(int count, double firstAccountShare = 0, TimeSpan back = default)
    {
        var numbers = SeededNumbers.Of(2, (ulong)Interlocked.Increment(ref requests));
        var now = clock.GetUtcNow();
        var events = new MadeEvent[count];
        for (var i = 0; i < count; i++)
        {
            var at = now - (back * numbers.NextDouble());
            events[i] = new MadeEvent(
                Guid.CreateVersion7(now).ToString(),
                numbers.NextDouble() < firstAccountShare ? Accounts[0] : Accounts[numbers.Next(Accounts.Length)],
                users[userRanks.Rank(numbers.NextDouble())],
                EventWords.Types[numbers.Next(EventWords.Types.Length)],
                at.UtcDateTime,
                paths[numbers.Next(paths.Length)],
                metadata[numbers.Next(metadata.Length)]);
        }

        return events;
    }

    /// <summary>An event of the account for probes.</summary>
    public MadeEvent MakeProbe(DateTimeOffset at) =>
        new(Guid.CreateVersion7(clock.GetUtcNow()).ToString(), ProbeAccount, users[0], EventWords.Types[0], at.UtcDateTime, paths[0], metadata[0]);

    /// <summary>Some account of the run, each as often.</summary>
    public string AccountOf(int number) => Accounts[number % Accounts.Length];
}
