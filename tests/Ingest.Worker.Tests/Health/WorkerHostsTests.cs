using Analytics.Tests.Servers;
using Ingest.Worker.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ingest.Worker.Tests.Health;

public sealed class WorkerHostsTests : IDisposable
{
    static readonly TimeSpan Unlimited = Timeout.InfiniteTimeSpan;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource stop = new();
    readonly List<Holding> held = [];

    public void Dispose() => stop.Dispose();

    [Fact]
    public async Task A_process_that_was_told_to_end_gives_its_last_host_back_and_ends_with_0()
    {
        Assert.Equal(0, await WorkerHosts.RunAsync(() => Host(_ => stop.Cancel()), Unlimited, stop.Token));
        Assert.True(Assert.Single(held).IsGivenBack);
    }

    [Fact]
    public async Task A_host_that_ends_by_a_background_service_that_fails_ends_the_process_with_1()
    {
        Assert.Equal(1, await WorkerHosts.RunAsync(() => Host(_ => throw new InvalidOperationException("a defect")), Unlimited, stop.Token));
        Assert.True(Assert.Single(held).IsGivenBack);
    }

    [Fact]
    public async Task A_host_that_asks_for_it_is_followed_by_another()
    {
        var hosts = 0;
        Assert.Equal(0, await WorkerHosts.RunAsync(() => Host(++hosts == 1 ? services => services.GetRequiredService<HostRestart>().Request() : _ => stop.Cancel()), Unlimited, stop.Token));
        Assert.Equal(2, hosts);
    }

    [Fact]
    public async Task A_host_that_cannot_start_is_given_back_and_its_failure_goes_on()
    {
        var taken = Host(_ => { });
        await taken.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => WorkerHosts.RunAsync(() => Host(_ => { }, taken.Urls.Single()), Unlimited, stop.Token));
        Assert.True(held[^1].IsGivenBack);
        await taken.DisposeAsync();
    }

    [Fact]
    public async Task A_host_that_holds_on_to_something_does_not_keep_the_process()
    {
        using var release = new ManualResetEventSlim();
        var ending = Task.Run(() => WorkerHosts.RunAsync(() => Host(_ => stop.Cancel(), letGo: release.Wait), TimeSpan.Zero, stop.Token));
        Assert.Equal(0, await ending.WaitAsync(Patience));
        release.Set();
        await Eventually.EqualAsync(true, () => Task.FromResult(Assert.Single(held).IsGivenBack), "it is given back after all");
    }

    /// <summary>A host that does something once it has started, and holds something that is to be given back.</summary>
    WebApplication Host(Action<IServiceProvider> act, string url = "http://127.0.0.1:0", Action? letGo = null)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", url]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<HostRestart>();
        builder.Services.AddSingleton<BusConnections>();
        builder.Services.AddSingleton(_ => new Holding(letGo ?? (() => { })));
        builder.Services.AddHostedService(services => new Acting(services, act));
        var host = builder.Build();
        held.Add(host.Services.GetRequiredService<Holding>());
        return host;
    }

    sealed class Holding(Action letGo) : IDisposable
    {
        public bool IsGivenBack { get; private set; }

        public void Dispose()
        {
            letGo();
            IsGivenBack = true;
        }
    }

    sealed class Acting(IServiceProvider services, Action<IServiceProvider> act) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
            await started.Task;
            act(services);
        }
    }
}
