namespace Ingest.Api.Events;

/// <summary>How events stand in a body.</summary>
public enum BodyFormat
{
    /// <summary>One JSON text: an event, an array of events, or an object with an events array.</summary>
    Json,

    /// <summary>NDJSON: an event a line.</summary>
    JsonLines,

    /// <summary>One JSON text that must be one event.</summary>
    OneEvent,
}
