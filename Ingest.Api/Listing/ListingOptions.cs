using System.ComponentModel.DataAnnotations;

namespace Ingest.Api.Listing;

/// <summary>Knobs of lists, waits and exports; section <c>Listing</c>.</summary>
sealed class ListingOptions
{
    /// <summary>Most readers that wait for an event at a time; each asks PostgreSQL up to four times a second. One account has two thirds of them at most. Default 100.</summary>
    [Range(1, 10_000)]
    public int WaitLimit { get; set; } = 100;

    /// <summary>Most exports at a time; each takes up to a core of this machine and of PostgreSQL's. One account has two thirds of them at most. Default 4.</summary>
    [Range(1, 100)]
    public int ExportLimit { get; set; } = 4;
}
