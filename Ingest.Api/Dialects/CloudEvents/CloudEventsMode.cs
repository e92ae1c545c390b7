namespace Ingest.Api.Dialects.CloudEvents;

/// <summary>How events stand in a request (CloudEvents' HTTP binding 1.0, §3).</summary>
enum CloudEventsMode
{
    /// <summary>The attributes are headers, the body is the data.</summary>
    Binary,

    /// <summary>The body is one event in JSON.</summary>
    Structured,

    /// <summary>The body is a JSON array of events.</summary>
    Batched,
}
