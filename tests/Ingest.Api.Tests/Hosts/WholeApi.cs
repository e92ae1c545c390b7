using System.Collections.Frozen;
using Analytics.Data.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ingest.Api.Tests.Hosts;

/// <summary>
/// The API as its Program builds it, on a real port of this process; with keys of the test's own, and with none of the servers it
/// needs: what is let through ends in 503, or is refused for itself.
/// </summary>
sealed class WholeApi : WebApplicationFactory<Program>
{
    /// <summary>The one account that keys are for here.</summary>
    public const string Account = "acc_1";

    readonly (string Name, string Value)[] settings;
    readonly Dictionary<string, ApiKey> keys = [];
    readonly HttpClient http = new();

    public WholeApi(params (string Name, string Value)[] settings)
    {
        this.settings = settings;
        UseKestrel(); // its port is a setting: given here, it would be set while the program may have begun to listen
    }

    public KeptLog Log { get; } = new();

    /// <summary>What stands in for the program's own.</summary>
    public Action<IServiceCollection>? Instead { get; init; }

    /// <summary>All routes there are.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>A key that counts; make it before the first request.</summary>
    public string AddKey(ApiKeyScopes scopes, string? account = Account)
    {
        var text = ApiKeyText.New();
        keys.Add(text.Prefix, new ApiKey(text.Prefix, text.SecretHash(), scopes, account));
        return text.Reveal();
    }

    public async Task<HttpResponseMessage> SendAsync(string method, string target, string? key = null, string? body = null, params (string Name, string Value)[] headers)
    {
        StartServer();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(ClientOptions.BaseAddress, target));
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("X-Api-Key", key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead); // a stream has no end to wait for
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production").UseUrls("http://127.0.0.1:0");
        builder.UseSetting("ConnectionStrings:Postgres", "Host=127.0.0.1;Port=1;Username=somebody;Password=secret");
        builder.UseSetting("ConnectionStrings:RabbitMq", "amqp://somebody:secret@127.0.0.1:1/");
        builder.UseSetting("ConnectionStrings:Redis", "127.0.0.1:1");
        foreach (var (name, value) in settings) builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<LoadApiKeys>((known, _) => Task.FromResult(known is null ? new ApiKeySet(1, keys.ToFrozenDictionary(StringComparer.Ordinal)) : null));
            Instead?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        http.Dispose();
    }
}
