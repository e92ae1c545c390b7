namespace Ingest.Api.Dialects.Segment;

/// <summary>What a client of Segment can say.</summary>
enum SegmentCall
{
    /// <summary>Said by none of the names.</summary>
    Unknown,
    Track,
    Page,
    Screen,
    Identify,
    Group,
    Alias,
}
