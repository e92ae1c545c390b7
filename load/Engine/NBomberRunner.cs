using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.CSharp;

/// <summary>Runs scenarios together.</summary>
static class NBomberRunner
{
    public static NBomberContext RegisterScenarios(params ScenarioProps[] scenarios) => new(scenarios);

    public static NBomberContext WithTestSuite(this NBomberContext context, string testSuite) => context with { TestSuite = testSuite };

    public static NBomberContext WithTestName(this NBomberContext context, string testName) => context with { TestName = testName };

    /// <summary>This engine writes none; the package does unless it is told this.</summary>
    public static NBomberContext WithoutReports(this NBomberContext context) => context;

    /// <summary>Runs them to their end.</summary>
    /// <exception cref="ArgumentException">A scenario cannot run as it is declared.</exception>
    public static NodeStats Run(this NBomberContext context) => context.RunAsync(TimeProvider.System).GetAwaiter().GetResult();
}
