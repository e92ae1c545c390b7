namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>A test that breaks things: before and after it, everything runs.</summary>
[Collection(nameof(BreakableSystem))]
public abstract class BreakingTest(BreakableSystem system) : SystemTest(system)
{
    public override async ValueTask InitializeAsync() => await System.HealAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await System.HealAsync();
        GC.SuppressFinalize(this);
    }
}
