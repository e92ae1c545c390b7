using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Analytics.Client.Tests.Hosting;

/// <summary>A process of its own, the console sample, that ends while events wait: the server holds its first answer until then.</summary>
public sealed class ProcessEndTests
{
    const int Lines = 500;
    const int Terminate = 15;

    [Fact]
    public async Task A_program_whose_main_ends_sends_what_waits()
    {
        using var release = new SemaphoreSlim(0);
        await using var api = await HoldingApiAsync(release);
        using var program = await TrackingAsync(api);

        program.StandardInput.Close();
        release.Release(Lines);
        await EndedAsync(program);

        Assert.Equal(Lines, api.Ids.Distinct().Count());
    }

    [Fact]
    public async Task A_program_that_exits_without_disposing_its_tracker_sends_what_waits()
    {
        using var release = new SemaphoreSlim(0);
        await using var api = await HoldingApiAsync(release);
        using var program = await TrackingAsync(api);

        await program.StandardInput.WriteLineAsync("quit");
        await program.StandardInput.FlushAsync();
        release.Release(Lines);
        await EndedAsync(program);

        Assert.Equal(Lines, api.Ids.Distinct().Count());
    }

    [Fact]
    public async Task A_program_that_is_told_to_end_sends_what_waits()
    {
        using var release = new SemaphoreSlim(0);
        await using var api = await HoldingApiAsync(release);
        using var program = await TrackingAsync(api);

        Assert.Equal(0, kill(program.Id, Terminate));
        release.Release(Lines);
        await EndedAsync(program);

        Assert.Equal(Lines, api.Ids.Distinct().Count());
    }

    static Task<PlayedApi> HoldingApiAsync(SemaphoreSlim release) => PlayedApi.StartAsync(async (batch, context) =>
    {
        await release.WaitAsync();
        await PlayedApi.AcceptAsync(context, batch.Count);
    });

    /// <summary>The sample, once one event is on the way and all others wait.</summary>
    static async Task<Process> TrackingAsync(PlayedApi api)
    {
        var sample = Path.Combine(Repository.Root, "Analytics.Client/samples/Console/bin", Repository.Configuration, "net8.0/Analytics.Samples.Console.dll");
        var start = new ProcessStartInfo("dotnet", [sample, api.Address.ToString(), "acc"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var program = Process.Start(start)!;
        await program.StandardInput.WriteLineAsync("the first line");
        await program.StandardInput.FlushAsync();
        await api.BatchesAsync(1);
        for (var line = 1; line < Lines; line++) await program.StandardInput.WriteLineAsync("another line");
        await program.StandardInput.FlushAsync();
        while (await program.StandardOutput.ReadLineAsync() is { } said && said != $"tracked {Lines}")
        {
        }

        return program;
    }

    static async Task EndedAsync(Process program)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await program.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!program.HasExited) program.Kill();
        }
    }

    [DllImport("libc")]
    static extern int kill(int pid, int signal);
}
