using Analytics.Data.Hosting;

namespace Analytics.Data.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--urls http://127.0.0.1:0")]
    [InlineData("/urls http://127.0.0.1:0")]
    [InlineData("Ingest:ConcurrentBatches=4")]
    public void Settings_are_no_verb(string arguments) => Assert.False(CommandLine.HasVerb(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("migrte")]
    [InlineData("run --urls http://127.0.0.1:0")]
    public void Whatever_else_comes_first_is_one(string arguments) => Assert.True(CommandLine.HasVerb(arguments.Split(' ')));
}
