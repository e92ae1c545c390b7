namespace Analytics.Load.Import;

/// <summary>The knobs of an import.</summary>
sealed record ImportOptions(string File, Uri Url)
{
    /// <summary>The key to send, where the API asks for one.</summary>
    public string? Key { get; init; }

    /// <summary>Events in one request. The API's own limit is 10,000.</summary>
    public int BatchEventLimit { get; init; } = 1_000;

    /// <summary>Bytes in one request, before compression. The API's own limit is 10 MB.</summary>
    public int BatchBytesLimit { get; init; } = 4_000_000;

    /// <summary>Requests at a time.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Send compressed bodies: worth it over a network, not on one machine.</summary>
    public bool Gzip { get; init; }

    /// <summary>How long one batch is tried.</summary>
    public TimeSpan BatchTimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the first batches are tried when nothing at all answers.</summary>
    public TimeSpan ReachTimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one request may take. The API answers within 3 s; a slow network may need more for 4 MB.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
