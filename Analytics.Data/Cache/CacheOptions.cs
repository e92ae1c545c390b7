using System.ComponentModel.DataAnnotations;

namespace Analytics.Data.Cache;

/// <summary>Knobs of <see cref="RedisCache"/>; section <c>Cache</c>, the address itself is <c>ConnectionStrings:Redis</c>.</summary>
public sealed class CacheOptions
{
    /// <summary>Where Redis is, as StackExchange.Redis writes it: <c>host:6379,password=…</c>. Taken from <c>ConnectionStrings:Redis</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "ConnectionStrings:Redis is missing.")]
    public string Connection { get; set; } = "";

    /// <summary>Longest that one call may take before it is a miss. Default 200 ms, 10 ms to 1 s: no reader is to feel a Redis failure for more than 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:01")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>So many calls in a row must fail until Redis is left alone for <see cref="BreakDuration"/>. Default 3; 2 to 100.</summary>
    [Range(2, 100)]
    public int FailureLimit { get; set; } = 3;

    /// <summary>How long Redis is left alone after that, before one call tries again. Default 5 s; 500 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a ping asks whether Redis lives. Default 1 s; 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one attempt to connect may take. Default 1 s; 100 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A connection without a sign of life for so long is thrown away for a new one. Default 15 s; 1 s to 10 min. Longer than
    /// <see cref="BreakDuration"/>, or a pause of the breaker is taken for a dead connection.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ReplaceAfter { get; set; } = TimeSpan.FromSeconds(15);
}
