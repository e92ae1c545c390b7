using System.Globalization;
using Analytics.Load.Events;

namespace Analytics.Load.Seed;

/// <summary>
/// Makes events that look like a year of customers: a few accounts, users and pages have most, days have a rhythm, types their
/// shares. Every block of them is made from what was asked for and its own number alone, in any order and on any machine the same.
/// </summary>
sealed class SeedEvents
{
    public const int BlockSize = 1_000;

    const int FewestUsers = 5, MostUsers = 100_000, EventsPerUser = 25;

    static readonly (string Type, double Share, bool HasPath)[] Types =
    [
        ("page_view", 0.58, true), ("click", 0.17, true), ("search", 0.07, true), ("login", 0.06, true), ("message_sent", 0.05, false),
        ("add_to_cart", 0.03, true), ("logout", 0.02, false), ("purchase", 0.01, true), ("signup", 0.007, true), ("error", 0.003, true),
    ];

    static readonly string[] Devices = ["mobile", "desktop", "tablet"];
    static readonly string[] Plans = ["free", "free", "team", "business"];

    readonly SeedOptions options;
    readonly ulong seed;
    readonly DailyRhythm rhythm;
    readonly Zipf accountRanks, pathRanks = new(400, exponent: 1.1);
    readonly SeedAccount[] accounts;

    public SeedEvents(SeedOptions options)
    {
        this.options = options;
        seed = Mixed(options);
        rhythm = new DailyRhythm(options.From, options.Days);
        accountRanks = new Zipf(options.Accounts, exponent: 1);
        accounts = [.. Enumerable.Range(0, options.Accounts).Select(rank => new SeedAccount(
            string.Create(CultureInfo.InvariantCulture, $"seed-{rank + 1:D3}"),
            new Zipf((int)Math.Clamp(options.Events * accountRanks.Share(rank) / EventsPerUser, FewestUsers, MostUsers), exponent: 0.9)))];
    }

    public IReadOnlyList<string> Accounts => [.. accounts.Select(account => account.Id)];

    public long BlockCount => (options.Events + BlockSize - 1) / BlockSize;

    /// <summary>The events of a block, in the order in which they happened.</summary>
    public MadeEvent[] Block(long number)
    {
        var numbers = SeededNumbers.Of(seed, (ulong)number);
        var events = new MadeEvent[(int)Math.Min(BlockSize, options.Events - (number * BlockSize))];
        for (var i = 0; i < events.Length; i++)
        {
            var at = rhythm.At(((number * BlockSize) + i + numbers.NextDouble()) / options.Events);
            var account = accounts[accountRanks.Rank(numbers.NextDouble())];
            var (type, hasPath) = TypeAt(numbers.NextDouble());
            events[i] = new MadeEvent(
                numbers.NextId().ToString(),
                account.Id,
                string.Create(CultureInfo.InvariantCulture, $"user-{account.Users.Rank(numbers.NextDouble()) + 1:D5}"),
                type,
                at,
                Path(pathRanks.Rank(numbers.NextDouble()), hasPath),
                Metadata(ref numbers));
        }

        return events;
    }

    /// <summary>Ids are made of it: another number of events, accounts or days is other events, and none of them a duplicate.</summary>
    static ulong Mixed(SeedOptions options)
    {
        var mixed = (ulong)options.Seed;
        foreach (var part in (long[])[options.Events, options.Accounts, options.Days, options.Until.DayNumber]) mixed = SeededNumbers.Of(mixed, (ulong)part).NextBits();
        return mixed;
    }

    static (string Type, bool HasPath) TypeAt(double number)
    {
        foreach (var (type, share, hasPath) in Types)
        {
            if ((number -= share) < 0) return (type, hasPath);
        }

        return (Types[0].Type, Types[0].HasPath);
    }

    static string? Path(int rank, bool hasPath) => !hasPath ? null : rank == 0 ? "/" : string.Create(CultureInfo.InvariantCulture, $"/products/{rank}");

    static string Metadata(ref SeededNumbers numbers) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"device":"{{Devices[numbers.Next(Devices.Length)]}}","plan":"{{Plans[numbers.Next(Plans.Length)]}}","duration_ms":{{numbers.Next(5_000)}}}""");
}
