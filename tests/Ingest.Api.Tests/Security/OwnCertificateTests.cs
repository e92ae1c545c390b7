using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ingest.Api.Tests.Hosts;

namespace Ingest.Api.Tests.Security;

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
        using var api = new WholeApi(("urls", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", path), ("Kestrel:Certificates:Default:Password", "secret"));
        api.StartServer();
        using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == made.Thumbprint };
        using var http = new HttpClient(trusting);
        var answer = await http.GetAsync(new Uri(api.ClientOptions.BaseAddress, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, "https"), (answer.StatusCode, answer.RequestMessage!.RequestUri!.Scheme));
    }

    public void Dispose() => File.Delete(path);
}
