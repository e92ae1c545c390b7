using System.Globalization;

namespace Analytics.Load.Bench.Growth;

/// <summary>One figure that grows while all others stay.</summary>
/// <param name="Name">A word, for the command line and file names.</param>
/// <param name="Title">What grows, for readers.</param>
/// <param name="Points">Its values, each with the setting that has it, in the order in which they are measured.</param>
sealed record GrowthDimension(string Name, string Title, IReadOnlyList<(string Label, GrowthSetting Setting)> Points)
{
    const int SmallAccounts = 1_000;
    const double WhaleShare = 0.9;

    /// <summary>Their names, in the order in which they are measured.</summary>
    public static readonly string[] Names = ["workers", "connections", "users", "accounts", "stored"];

    /// <summary>
    /// The dimensions that are asked for. Rows already stored come last, because they stay.
    /// </summary>
    public static IReadOnlyList<GrowthDimension> Of(GrowthOptions options)
    {
        var usual = GrowthSetting.Usual;
        GrowthDimension[] all =
        [
            new("workers", "workers", Numbers(options.Workers, n => usual with { Workers = n })),
            new("connections", "connections that post", Numbers(options.Connections, n => usual with { Connections = n })),
            new("users", "users, in all accounts together", Numbers(options.Users, n => usual with { Shape = usual.Shape with { Users = n } })),
            new("accounts", "accounts that the events are of",
            [
                ("1", usual with { Shape = usual.Shape with { Accounts = 1 } }),
                ($"1 with 9 of 10, {Text(SmallAccounts)} with the rest", usual with { Shape = usual.Shape with { Accounts = SmallAccounts, WhaleShare = WhaleShare } }),
                (Text(SmallAccounts), usual with { Shape = usual.Shape with { Accounts = SmallAccounts } }),
            ]),
            new("stored", "rows already stored", Numbers([.. options.Stored.Order()], n => usual with { Stored = n })),
        ];
        return [.. all.Where(one => options.Only.Contains(one.Name))];
    }

    static (string Label, GrowthSetting Setting)[] Numbers(IEnumerable<int> numbers, Func<int, GrowthSetting> setting) =>
        [.. numbers.Select(number => (Text(number), setting(number)))];

    static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
