using System.Globalization;
using System.Net;
using Analytics.EndToEnd.Tests.Outages;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Upgrades;

/// <summary>
/// A release goes out under load, as RUNBOOK.md says: the schema first, then one process after the other, so that both releases work
/// beside each other on one queue, one database and one cache, in every mixture. Runs when <c>./dev test upgrade</c> has built the
/// previous release.
/// </summary>
public sealed class UpgradeTests
{
    const int EventsAStep = 300;
    static readonly TimeSpan HealLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_release_goes_out_beside_the_one_before_it_and_back_and_nothing_is_lost_or_counted_twice()
    {
        Assert.SkipWhen(PreviousRelease.Directory is null, "ANALYTICS_PREVIOUS_RELEASE says where the previous release's programs are; ./dev test upgrade sets it.");
        await using var system = new PreviousSystem();
        try
        {
            await system.InitializeAsync();
            await UpgradeAndGoBackAsync(system);
        }
        catch
        {
            Say(system.LogTails());
            throw;
        }
    }

    static async Task UpgradeAndGoBackAsync(PreviousSystem system)
    {
        await using var secondApi = await system.AddApiAsync();
        using var second = new ApiClient(secondApi.Address);
        await using var load = new RetryingLoad(system, HealLimit, [system.Client, second]);
        var asked = 0;
        await StepAsync("the previous release");

        var migrated = await WorkerCommand.RunAsync(system.Settings, "migrate");
        Say(migrated.Length > 0 ? migrated : "the schema is the same");
        await StepAsync("the previous release on the new schema");

        HostProcess[] order = [system.Workers[0], system.Api, system.Workers[1], secondApi];
        foreach (var host in order)
        {
            await ReplaceAsync(host, ToNew);
            await StepAsync($"new: {Path.GetFileNameWithoutExtension(host.ProgramFile)}");
        }

        // A release that is taken back meets the schema of the next, and what the next has written.
        foreach (var host in order)
        {
            await ReplaceAsync(host, PreviousRelease.ProgramPath);
            await StepAsync($"back: {Path.GetFileNameWithoutExtension(host.ProgramFile)}");
        }

        foreach (var host in order) await ReplaceAsync(host, ToNew);
        await StepAsync("new everywhere");
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Equal(EventsOf(await AskAsync(system.Client)), EventsOf(await AskAsync(second)));

        async Task StepAsync(string now)
        {
            await load.AcceptsMoreAsync(EventsAStep);
            foreach (var client in (ApiClient[])[system.Client, second])
            {
                // A 503 says to ask again.
                await Soon.IsAsync(
                    () => AskAsync(client),
                    answer => answer.Status != HttpStatusCode.ServiceUnavailable && EventsOf(answer) >= EventsAStep,
                    $"both APIs show events ({now})",
                    ReadLimit);
            }

            Say(now);
        }

        // A range that nobody asked for before, of the same events: no answer is out of the cache.
        Task<Answer> AskAsync(ApiClient client)
        {
            var to = DateTimeOffset.Parse(Some.To, CultureInfo.InvariantCulture).AddMinutes(++asked);
            return client.GetAsync($"/accounts/{load.Account}/summary?from={Uri.EscapeDataString(Some.From)}&to={to.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
        }
    }

    static int EventsOf(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        return (int)answer.Json["events"]!;
    }

    static string ToNew(string program) => HostProcess.ProgramPath(program);

    static async Task ReplaceAsync(HostProcess host, Func<string, string> release)
    {
        Assert.Equal(0, await host.StopAsync());
        host.ProgramFile = release(Path.GetFileNameWithoutExtension(host.ProgramFile));
        await host.StartAsync();
    }

    static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
