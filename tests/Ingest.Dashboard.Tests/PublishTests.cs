using System.Diagnostics;

namespace Ingest.Dashboard.Tests;

/// <summary>What is built and kept while npm, or the registry of its packages, is away: Dashboard.targets and deploy/local/publish.sh, with stand-ins for npm and the build.</summary>
public sealed class PublishTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("publish-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, false)]
    public async Task A_page_of_earlier_sources_is_not_embedded_when_it_cannot_be_built_anew(int buildEnds, bool isEmbedded)
    {
        Write("page.proj", $"""<Project><Import Project="{Repository.Root}/Ingest.Api/Dashboard/Dashboard.targets" /></Project>""");
        Write("wwwroot/index.html", "");
        File.SetLastWriteTimeUtc(Path.Combine(folder.FullName, "wwwroot/index.html"), DateTime.UnixEpoch);
        Write("Dashboard/src/main.ts", "");
        Write("bin/npm", "");
        File.SetUnixFileMode(Write("bin/node", $"#!/bin/sh\necho 'npm error code: ECONNREFUSED' >&2\nexit {buildEnds}\n"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var embedded = await SaidAsync("env", $"PATH={folder}/bin:{Environment.GetEnvironmentVariable("PATH")}", "dotnet", "msbuild", "page.proj", "-nologo", "-nodeReuse:false", "-t:EmbedDashboard", "-getItem:EmbeddedResource");
        Assert.Contains("missing.html", embedded, StringComparison.Ordinal);
        Assert.Equal(isEmbedded, embedded.Contains("dashboard/index.html", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Programs_without_the_page_are_kept_only_until_it_can_be_built()
    {
        Assert.Equal("building", await PublishAsync("page"));
        Assert.Equal("", await PublishAsync());
        Assert.Equal("building the dashboard, which was left out", await PublishAsync("page"));
        Write("registry", "");
        Assert.Equal("building the dashboard, which was left out\nbuilding", await PublishAsync("page"));
        Assert.Equal("", await PublishAsync("page"));
        Assert.Single(Directory.GetDirectories(Path.Combine(folder.FullName, ".local/app")));
    }

    [Fact]
    public async Task Without_npm_programs_without_the_page_are_kept()
    {
        Assert.Equal("building", await PublishAsync("page", hasNpm: false));
        Assert.Equal("", await PublishAsync("page", hasNpm: false));
    }

    /// <summary>Publishes the folder's sources, of which there are none; what it says. The registry is there when a file of that name is.</summary>
    Task<string> PublishAsync(string with = "", bool hasNpm = true) => SaidAsync(
        "bash",
        "-euc",
        $$"""
        set -o pipefail
        root=$PWD home=$PWD/.local apps=$PWD/.local/app
        source "{{Repository.Root}}/deploy/local/publish.sh"
        mkdir -p "${app_sources[@]}"
        require_sdk() { :; }
        interruptible() { "$@"; }
        timeout() { "${@:2}"; }
        command() { [[ $* == "-v npm" ]] && {{(hasNpm ? "echo npm" : "return 1")}}; }
        node() { [[ -e registry ]] || return 3; }
        publish_project() { mkdir -p "$2" && { [[ ! -e registry ]] || echo dashboard/index.html; } > "$2/Ingest.Api.dll"; }
        publish_app {{with}}
        [[ -e $app/api/Ingest.Api.dll ]]
        """);

    string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    async Task<string> SaidAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return said.TrimEnd();
    }
}
