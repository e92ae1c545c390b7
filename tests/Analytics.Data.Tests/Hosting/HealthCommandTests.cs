using Analytics.Data.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Analytics.Data.Tests.Hosting;

public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("live", 0)]
    [InlineData("ready", 1)]
    [InlineData("well", 2)]
    [InlineData("live ready", 2)]
    public async Task It_ends_with_what_the_program_says_of_itself(string arguments, int code)
    {
        await using var program = WebApplication.CreateSlimBuilder().Build();
        program.Urls.Add("http://127.0.0.1:0");
        program.MapGet("/health/live", () => Results.Ok());
        program.MapGet("/health/ready", () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        await program.StartAsync();

        Assert.Equal(code, await HealthCommand.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), $"{new Uri(program.Urls.Single()).Port};1"));
    }

    [Fact]
    public async Task It_ends_with_1_when_nobody_listens() => Assert.Equal(1, await HealthCommand.RunAsync([], "1"));
}
