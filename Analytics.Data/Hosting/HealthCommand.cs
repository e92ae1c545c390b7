using System.Globalization;

namespace Analytics.Data.Hosting;

/// <summary>
/// <c>health live | ready</c>: asks the same program, running beside it in the container, how it is. The images hold no shell and no
/// curl to ask with. Whoever restarts what is unhealthy must ask for <c>live</c>: a database that is away is no reason.
/// </summary>
public static class HealthCommand
{
    /// <summary>Returns the exit code: 0 when the answer is 2xx, 1 when it is not or none came within 4 s, 2 when not understood.</summary>
    /// <param name="arguments">What follows <c>health</c>; nothing means <c>live</c>.</param>
    /// <param name="port">Where the program listens on loopback: the first of <c>ASPNETCORE_HTTP_PORTS</c>.</param>
    public static async Task<int> RunAsync(string[] arguments, string? port)
    {
        if (arguments is not ([] or ["live" or "ready"])) return 2;
        var wanted = arguments is [var named] ? named : "live";
        var first = int.TryParse(port?.Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 8080;
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(4) };
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{first}/health/{wanted}"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception none) when (none is HttpRequestException or OperationCanceledException)
        {
            return 1;
        }
    }
}
