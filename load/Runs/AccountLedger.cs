using System.Text.Json.Serialization;

namespace Analytics.Load.Runs;

/// <summary>What <c>GET /accounts/{id}/pipeline</c> answers, and the sum of several such answers.</summary>
sealed record AccountLedger(
    [property: JsonPropertyName("received")] long Received,
    [property: JsonPropertyName("stored")] long Stored,
    [property: JsonPropertyName("duplicates")] long Duplicates,
    [property: JsonPropertyName("set_aside")] long SetAside,
    [property: JsonPropertyName("in_flight")] long InFlight)
{
    public static AccountLedger Empty { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Events that came out of the queue, whatever became of them.</summary>
    public long Settled => Stored + Duplicates + SetAside;

    /// <summary>Events that are there, each once: without the duplicates, of which one that is sent again makes as many as it likes.</summary>
    public long Kept => Stored + SetAside;

    public AccountLedger Plus(AccountLedger other) => new(
        Received + other.Received, Stored + other.Stored, Duplicates + other.Duplicates, SetAside + other.SetAside, InFlight + other.InFlight);

    public AccountLedger Minus(AccountLedger before) => new(
        Received - before.Received, Stored - before.Stored, Duplicates - before.Duplicates, SetAside - before.SetAside, InFlight - before.InFlight);
}
