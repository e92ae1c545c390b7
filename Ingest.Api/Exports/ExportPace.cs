namespace Ingest.Api.Exports;

/// <summary>
/// How many events an export reads at a time: some thousand small ones, few large ones, so that what is held in memory is about a
/// megabyte whatever the events are like.
/// </summary>
sealed class ExportPace
{
    /// <summary>A page ends with the event that makes it so long; what the statement had found beyond is read in vain.</summary>
    public const long PageBytesLimit = 1024 * 1024;

    const int Least = 32;
    const int Most = 5_000;

    /// <summary>For the next page.</summary>
    public int Events { get; private set; } = 500;

    /// <summary>Learns from a page.</summary>
    public void Read(int events, long bytes)
    {
        if (events > 0) Events = (int)Math.Clamp(PageBytesLimit * events / Math.Max(bytes, 1), Least, Math.Min(Most, Events * 4L));
    }
}
