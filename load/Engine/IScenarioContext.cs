namespace NBomber.Contracts;

/// <summary>What a scenario's function is given.</summary>
interface IScenarioContext
{
    /// <summary>How many requests of the scenario came before this one, plus one. In the package: those of the same copy only.</summary>
    int InvocationNumber { get; }

    /// <summary>Ends the whole test: nothing more is sent, what is under way is waited for.</summary>
    void StopCurrentTest(string reason);
}
