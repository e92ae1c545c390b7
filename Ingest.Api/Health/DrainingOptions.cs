using System.ComponentModel.DataAnnotations;

namespace Ingest.Api.Health;

/// <summary>Section <c>Draining</c>.</summary>
sealed class DrainingOptions
{
    /// <summary>
    /// How long requests are still taken after the process was told to stop, <c>/health/ready</c> being red. Behind a load balancer,
    /// a little more than the interval at which it looks. Default 0, for clients that go to another address by themselves; at most
    /// 20 s, as the whole shutdown has 30.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan Time { get; set; }
}
