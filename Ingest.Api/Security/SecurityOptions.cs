using System.ComponentModel.DataAnnotations;

namespace Ingest.Api.Security;

/// <summary>Who is let in; section <c>Security</c>.</summary>
sealed class SecurityOptions
{
    /// <summary><c>Keys</c> unless said otherwise; <c>./dev</c> says <c>Open</c>.</summary>
    public SecurityMode Mode { get; set; } = SecurityMode.Keys;

    /// <summary>
    /// Lets <c>Open</c> listen on addresses that others can reach, and be asked by any name. Default no: it then refuses to start, and is asked as
    /// <c>localhost</c> or <c>127.0.0.1</c>.
    /// </summary>
    public bool AllowOpenOnAnyAddress { get; set; }

    /// <summary>Origins of web pages that may send events, such as <c>https://shop.example</c>; see <see cref="IngestOrigins"/> for the default.</summary>
    public string[]? Origins { get; set; }

    /// <summary>How long the keys that were there when PostgreSQL was last seen go on counting without it. Default 1 h; 10 s to 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan KeysOutageLimit { get; set; } = TimeSpan.FromHours(1);
}
