using System.Globalization;
using System.Text.Json.Serialization;

namespace Analytics.Load.Runs;

/// <summary>
/// A load run as its file describes it. A scenario reads what it needs and leaves the rest. What is out of its bounds is refused
/// when the file is read: a load tool with a slip in a number takes the machine with it.
/// </summary>
sealed record LoadProfile
{
    /// <summary>The file's name.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>A sentence for the list and the reports.</summary>
    public string Description { get; init; } = "";

    /// <summary>A name in <see cref="Scenarios.ScenarioTable"/>.</summary>
    public string Scenario { get; init; } = "";

    /// <summary>Arrivals, of all kinds together.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>How long they come.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>How long, of that, the rate rises from nothing.</summary>
    public int RampSeconds { get; init; }

    public int EventsPerRequest { get; init; } = 10;

    /// <summary>The run's accounts, which are new ones in every run.</summary>
    public int Accounts { get; init; } = 20;

    /// <summary>Users of each account.</summary>
    public int Users { get; init; } = 1_000;

    /// <summary>Requests under way beyond which none is sent.</summary>
    public int InFlightLimit { get; init; } = 500;

    /// <summary>Summaries that nobody asked for before, instead of some that Redis has.</summary>
    public bool Cold { get; init; }

    /// <summary>What a burst multiplies the rate by.</summary>
    public int BurstFactor { get; init; } = 10;

    /// <summary>How long a burst lasts.</summary>
    public int BurstSeconds { get; init; } = 60;

    /// <summary>Copies that post one request after the other, where a scenario is a closed one.</summary>
    public int Copies { get; init; } = 8;

    /// <summary>Look for the highest rate instead of keeping one.</summary>
    public SearchProfile? Search { get; init; }

    /// <summary>Figures of <see cref="ThresholdFigures"/>, and the most that each may be, or the least.</summary>
    public IReadOnlyDictionary<string, double> Thresholds { get; init; } = new Dictionary<string, double>();

    /// <summary>Each copy waits for its answer before it sends again, so that there is no schedule a request could be late for.</summary>
    [JsonIgnore]
    public bool IsClosed => Scenario == Scenarios.DrainBacklog.Name;

    /// <summary>The numbers of this run, in a sentence.</summary>
    [JsonIgnore]
    public string Numbers
    {
        get
        {
            var rate = IsClosed ? $"{Copies} copies" : string.Create(CultureInfo.InvariantCulture, $"{RequestsPerMinute:N0} requests a minute");
            var burst = Scenario == Scenarios.Burst.Name ? $", {BurstFactor} times that for {BurstSeconds} s, and again" : "";
            return $"{Scenario}: {rate} for {Seconds} s{burst}; {EventsPerRequest} events in a POST, {Accounts} accounts of {Users} users, at most {InFlightLimit} requests under way.";
        }
    }

    /// <summary>So many failed requests of one kind end the run: a broken system need not be asked to the end.</summary>
    [JsonIgnore]
    public int FailureLimit => Scenario == Scenarios.Soak.Name ? Scenarios.Soak.FailureLimit : 5_000; // as many as end it with either engine by themselves

    /// <summary>The length of the whole, bursts included.</summary>
    [JsonIgnore]
    public TimeSpan Length => TimeSpan.FromSeconds(Scenario == Scenarios.Burst.Name ? (2 * Seconds) + BurstSeconds : Seconds);
}
