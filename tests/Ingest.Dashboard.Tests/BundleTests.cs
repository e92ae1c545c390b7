using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Ingest.Dashboard.Tests.Systems;

namespace Ingest.Dashboard.Tests;

/// <summary>The page's files, as the API gives them.</summary>
public sealed partial class BundleTests(DashboardSystem system) : IDisposable
{
    const int BytesLimit = 80_000;

    readonly HttpClient http = new() { BaseAddress = system.Api.Address };

    public void Dispose() => http.Dispose();

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task The_whole_page_is_below_80_kB_packed(string encoding)
    {
        var bytes = 0;
        foreach (var path in await FilesAsync())
        {
            using var answer = await GetAsync(path, encoding);
            if (!path.EndsWith(".svg", StringComparison.Ordinal)) Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.Single());
            bytes += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.InRange(bytes, 20_000, BytesLimit);
    }

    [Fact]
    public async Task The_bundle_is_kept_for_ever_and_the_page_is_asked_for_each_time()
    {
        var files = await FilesAsync();
        Assert.Contains(files, file => file.EndsWith(".js", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".css", StringComparison.Ordinal));
        foreach (var path in files)
        {
            using var answer = await GetAsync(path, "gzip");
            var isNamedByContent = Path.GetExtension(path) is ".js" or ".css";
            Assert.Equal(isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache", answer.Headers.CacheControl!.ToString().Replace("immutable, ", "", StringComparison.Ordinal));
            using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
            using var known = await http.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }
    }

    [Fact]
    public async Task The_policy_lets_the_pages_own_script_run_and_nothing_else()
    {
        using var answer = await http.GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/dashboard/main.js")]
    [InlineData("/dashboard/index.html")]
    [InlineData("/dashboard/..%2Findex.html")]
    [InlineData("/dashboard/")]
    public async Task A_file_that_is_not_there_is_404(string path) => Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path)).StatusCode);

    /// <summary>The page and all that it names.</summary>
    async Task<List<string>> FilesAsync() => ["/", .. Named().Matches(await http.GetStringAsync("/")).Select(match => match.Groups[1].Value)];

    async Task<HttpResponseMessage> GetAsync(string path, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue(encoding) } } };
        return (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    [GeneratedRegex("(?:href|src)=\"(/dashboard/[^\"]+)\"")]
    private static partial Regex Named();
}
