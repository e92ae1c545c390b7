using System.Globalization;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The number that everything random in a test follows from: another one each run, printed, so that a run can be repeated.</summary>
static class Seed
{
    /// <summary>That of the environment variable, when it is set.</summary>
    public static int Of(string variable)
    {
        var seed = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"{variable}={seed}");
        return seed;
    }
}
