using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Upgrades;

/// <summary>Begins with the previous release everywhere, its schema too.</summary>
sealed class PreviousSystem() : RunningSystem(workerCount: 2, ("Answers__TimeToLive", "00:00:04"))
{
    protected override HostProcess CreateHost(string program, (string Name, string Value)[] settings) =>
        new(program, settings) { ProgramFile = PreviousRelease.ProgramPath(program) };
}
