using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Analytics.Tests.Servers;

namespace Ingest.Api.Tests.Security;

/// <summary>As a process: a test host brings a web server of its own, which knows of certificates anyway.</summary>
public sealed class OwnCertificateTests : IDisposable
{
    readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.pfx");

    [Fact]
    public async Task With_a_certificate_in_Kestrels_settings_the_API_answers_over_https()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=analytics.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllBytesAsync(path, made.Export(X509ContentType.Pfx, "secret"));
        var address = new Uri($"https://127.0.0.1:{FreePort.Take()}");
        await using var api = new HostProcess(
            "Ingest.Api",
            ("ASPNETCORE_URLS", address.ToString()),
            ("Kestrel__Certificates__Default__Path", path),
            ("Kestrel__Certificates__Default__Password", "secret"),
            ("ConnectionStrings__Postgres", "Host=127.0.0.1;Port=1;Username=somebody;Password=secret"),
            ("ConnectionStrings__RabbitMq", "amqp://somebody:secret@127.0.0.1:1/"),
            ("ConnectionStrings__Redis", "127.0.0.1:1"));
        api.Launch();

        using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == made.Thumbprint };
        using var http = new HttpClient(trusting);
        await Eventually.EqualAsync((HttpStatusCode?)HttpStatusCode.OK, StatusAsync, "it answers over https");

        async Task<HttpStatusCode?> StatusAsync()
        {
            try
            {
                if (!api.IsRunning) Assert.Fail(await File.ReadAllTextAsync(api.Log));
                using var answer = await http.GetAsync(new Uri(address, "/health/live"));
                return answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }
    }

    public void Dispose() => File.Delete(path);
}
