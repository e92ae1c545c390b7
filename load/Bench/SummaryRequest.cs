using System.Text;

namespace Analytics.Load.Bench;

/// <summary>Questions for a summary as whole HTTP requests, made before the clock starts.</summary>
static class SummaryRequest
{
    /// <summary>The last seven days of an account, whose name needs no encoding.</summary>
    public static byte[] LastWeek(Uri api, string account, string? key) => Get(api, $"/accounts/{account}/summary?window=last_7d", key);

    public static byte[] Get(Uri api, string path, string? key = null)
    {
        var header = key is null ? "" : $"{ApiKeyOption.Header}: {key}\r\n";
        return Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {api.Authority}\r\n{header}\r\n");
    }
}
