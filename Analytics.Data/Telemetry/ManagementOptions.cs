namespace Analytics.Data.Telemetry;

/// <summary>Where a host answers those who run it; section <c>Management</c>.</summary>
public sealed class ManagementOptions
{
    /// <summary>
    /// The address of <c>/metrics</c>, such as <c>http://127.0.0.1:9464</c> or <c>http://+:9464</c>, on a port of its own. It asks for no
    /// key: let nobody reach it but who scrapes. Not set: the API has none, and a worker answers on the port of its health.
    /// </summary>
    public string? Url { get; set; }
}
