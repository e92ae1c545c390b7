using System.ComponentModel.DataAnnotations;

namespace Ingest.Api.Limits;

/// <summary>One token bucket's size and speed.</summary>
sealed class RateLimit
{
    /// <summary>How many a minute, evenly. 0 is no limit; null is the mode's default.</summary>
    [Range(0, 1_000_000_000)]
    public int? PerMinute { get; set; }

    /// <summary>
    /// How many at once, after a rest. Default: a minute's worth. A request of more events waits for as many, and the next ones wait until
    /// the rest of it has flowed in too.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public int? Burst { get; set; }
}
