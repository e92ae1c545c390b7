using Analytics.Data.Postgres;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ingest.Api.Tests.Security;

public sealed class OpenOnLoopbackTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    [InlineData("http://example.test:0")] // a name is any address
    public async Task An_open_server_that_others_could_reach_does_not_start(string address)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(address, ("Security:Mode", "Open")));
        Assert.Contains("Security:AllowOpenOnAnyAddress", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_one_whose_address_stands_in_another_setting() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => StartAsync(null, ("Security:Mode", "Open"), ("Kestrel:Endpoints:One:Url", "http://0.0.0.0:0")));

    [Theory]
    [InlineData("http://127.0.0.1:0", "Open", "false")]
    [InlineData("http://0.0.0.0:0", "Open", "true")]
    [InlineData("http://0.0.0.0:0", "Keys", "false")]
    public Task Others_start(string address, string mode, string allowed) =>
        StartAsync(address, ("Security:Mode", mode), ("Security:AllowOpenOnAnyAddress", allowed));

    [Fact]
    public void Keys_are_asked_for_unless_it_is_said_otherwise() => Assert.Equal(SecurityMode.Keys, new SecurityOptions().Mode);

    static async Task StartAsync(string? address, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value));
        builder.Configuration["ConnectionStrings:Postgres"] = "Host=127.0.0.1;Port=1";
        if (address is not null) builder.WebHost.UseUrls(address);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAccountReader(builder.Configuration);
        builder.Services.AddSecurity(builder.Configuration);
        await using var app = builder.Build();
        await app.StartAsync();
        await app.StopAsync();
    }
}
