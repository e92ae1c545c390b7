namespace Analytics.Load;

/// <summary>Where the API listens: what the user said, else <c>ANALYTICS_HTTP</c>, else port 8080 on this machine.</summary>
static class ApiAddress
{
    public const string Variable = "ANALYTICS_HTTP";

    const string Default = "http://127.0.0.1:8080";

    /// <summary>The default of every <c>--url</c>.</summary>
    public static string FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? address : Default;

    /// <summary>Reads a whole address, <c>host:port</c>, or a port alone (on this machine).</summary>
    /// <returns>False when it is none of these; the address then is meaningless.</returns>
    public static bool TryParse(string text, out Uri address)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text
            : text.Length > 0 && text.All(char.IsAsciiDigit) ? $"http://127.0.0.1:{text}"
            : $"http://{text}";
        if (!whole.EndsWith('/'))
            whole += "/";
        var read = Uri.TryCreate(whole, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
        address = uri ?? new Uri(Default);
        return read;
    }
}
