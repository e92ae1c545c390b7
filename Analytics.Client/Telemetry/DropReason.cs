namespace Analytics.Client.Telemetry;

/// <summary>Why an event was lost through no fault of its own.</summary>
enum DropReason
{
    BufferFull,
    RequestRefused,
    Stopped,
}
