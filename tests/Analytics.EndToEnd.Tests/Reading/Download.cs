namespace Analytics.EndToEnd.Tests.Reading;

/// <summary>An answer that is read bit by bit; what is not read yet, the API keeps back.</summary>
sealed class Download : IDisposable
{
    readonly HttpClient client;
    readonly HttpResponseMessage response;
    readonly StreamReader body;

    Download(HttpClient client, HttpResponseMessage response, Stream body) => (this.client, this.response, this.body) = (client, response, new(body));

    public static async Task<Download> BegunAsync(Uri address, string target, string? key = null)
    {
        var client = new HttpClient { BaseAddress = address };
        if (key is not null) client.DefaultRequestHeaders.Add("X-Api-Key", key);
        var response = await client.GetAsync(target, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new(client, response, await response.Content.ReadAsStreamAsync());
    }

    public Task<string?> LineAsync() => body.ReadLineAsync();

    public Task<string> RestAsync() => body.ReadToEndAsync();

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
        client.Dispose();
    }
}
