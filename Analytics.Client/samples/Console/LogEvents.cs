using Analytics.Client;

namespace Analytics.Samples.Console;

/// <summary>The events of this program; a name that is not here does not compile.</summary>
static class LogEvents
{
    public static readonly EventName LineRead = new("line_read");
}
