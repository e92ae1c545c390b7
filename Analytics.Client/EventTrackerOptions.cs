namespace Analytics.Client;

/// <summary>How a tracker sends. Checked when the host starts, or when a tracker is made; later changes have no effect.</summary>
public sealed class EventTrackerOptions
{
    /// <summary>The address of the API, such as <c>https://analytics.example.com</c>; required. Events go to <c>events</c> below it.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>A key that may write, or null where the API asks for none. It is never logged.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Most events that wait in memory; beyond, the newest are dropped. Default 100,000; 1 to 10,000,000.</summary>
    public int BufferEventLimit { get; set; } = 100_000;

    /// <summary>Most bytes that the waiting events may come to, as they will be sent. Default 64 MB; 64 kB to 4 GB.</summary>
    public long BufferBytesLimit { get; set; } = 64 * 1024 * 1024;

    /// <summary>Most events in a request; as soon as so many wait, they go. Default 1,000; 1 to 10,000, and no more than may wait.</summary>
    public int BatchEventLimit { get; set; } = 1_000;

    /// <summary>Bytes, before compression, after which a batch takes no more events. Default 1 MB; 1 kB to 8 MB, and no more than may wait.</summary>
    public int BatchBytesLimit { get; set; } = 1024 * 1024;

    /// <summary>Longest that an event waits for others to travel with. Default 1 s; 10 ms to 1 h.</summary>
    public TimeSpan BatchTimeLimit { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether bodies are compressed with gzip. Default true.</summary>
    public bool Compress { get; set; } = true;

    /// <summary>Longest that a request may take; then it counts as a failure of the network. Default 10 s; 100 ms to 5 min.</summary>
    public TimeSpan RequestTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest pause after the first failure; it doubles with each further one. Default 500 ms; 10 ms to 1 min.</summary>
    public TimeSpan FirstRetryPause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause that failures come to by themselves; a server's <c>Retry-After</c> may ask for more, up to 1 h. Default 30 s; 10 ms to 1 h.</summary>
    public TimeSpan RetryPauseLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest that the end of the process is held up to send what waits; the rest is dropped. Default 5 s; 0 to 10 min.</summary>
    public TimeSpan DrainTimeLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>At most one line of a kind is logged in this time. Default 1 min; 1 s to 1 day.</summary>
    public TimeSpan FailureLogInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Makes what requests are sent with, for a proxy or certificates of one's own; null for the framework's. The tracker disposes it.</summary>
    public Func<HttpMessageHandler>? CreateHandler { get; set; }
}
