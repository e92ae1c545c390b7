using System.Diagnostics;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Live;

/// <summary>Streams over the whole line: from a POST to every client that reads along.</summary>
public sealed class StreamTests(SharedSystem system, ITestOutputHelper output) : SystemTest(system)
{
    const int Crowd = 500;

    // The promise is 2 s from the change; the event has to be stored first, and the machine may be busy.
    static readonly TimeSpan Promise = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task An_event_shows_in_the_stream_of_its_account_within_the_promised_time_and_in_no_other()
    {
        var (account, other) = (Some.Account("stream"), Some.Account("other"));

        // One that never looks by itself while it hears of changes: what it shows, a worker has told.
        await using var api = await System.AddApiAsync(("Live__LookInterval", "01:00:00"));
        await using var stream = await OpenAsync(account, api.Address);
        await using var foreign = await OpenAsync(other, api.Address);
        await stream.MessageAsync("summary");
        await foreign.MessageAsync("summary");
        for (var round = 1; round <= 5; round++)
        {
            var sent = Stopwatch.GetTimestamp();
            await Client.AcceptedAsync(Some.Event(account, $"e-{round}", at: null, path: "/live"));
            var stored = round;
            var summary = await stream.MessageAsync("summary", data => (int)data["events"]! == stored);
            var events = await stream.MessageAsync("events", data => data["events"]!.AsArray().Any(one => (string)one!["event_id"]! == $"e-{stored}"));
            output.WriteLine($"round {round}: summary after {Stopwatch.GetElapsedTime(sent, summary.At).TotalSeconds:0.00} s, event after {Stopwatch.GetElapsedTime(sent, events.At).TotalSeconds:0.00} s");
            Assert.InRange(Stopwatch.GetElapsedTime(sent, summary.At), TimeSpan.Zero, Promise);
            Assert.InRange(Stopwatch.GetElapsedTime(sent, events.At), TimeSpan.Zero, Promise);
        }

        Assert.DoesNotContain(foreign.Messages, message => message.Name == "summary" && (int)message.Data["events"]! != 0);
    }

    [Fact]
    public async Task Five_hundred_streams_of_an_account_see_every_change_and_take_little()
    {
        var account = Some.Account("crowd");
        var before = System.Api.ResidentBytes();
        var streams = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => OpenAsync(account)));
        foreach (var stream in streams) await stream.MessageAsync("summary");
        var (idle, began) = (CpuSeconds(), Stopwatch.GetTimestamp());
        var slowest = TimeSpan.Zero;
        for (var round = 1; round <= 10; round++)
        {
            var sent = Stopwatch.GetTimestamp();
            await Client.AcceptedAsync(Some.Event(account, $"e-{round}", at: null));
            var stored = round;
            var seen = await Task.WhenAll(streams.Select(stream => stream.MessageAsync("summary", data => (int)data["events"]! == stored)));
            slowest = seen.Select(one => Stopwatch.GetElapsedTime(sent, one.At)).Append(slowest).Max();
        }

        var summaries = streams.Max(stream => stream.Messages.Count(message => message.Name == "summary"));
        output.WriteLine($"{Crowd} streams, 10 changes: slowest {slowest.TotalSeconds:0.00} s, {summaries} summaries, API {before >> 20} -> {System.Api.ResidentBytes() >> 20} MB, "
            + $"{CpuSeconds() - idle:0.00} s of CPU in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        foreach (var stream in streams) await stream.DisposeAsync();
        Assert.InRange(slowest, TimeSpan.Zero, Promise);
        Assert.InRange(summaries, 11, 25); // one at first, one a change; a look by the clock may add some
        Assert.InRange(System.Api.ResidentBytes() - before, long.MinValue, 100L << 20);
    }

    Task<ReadStream> OpenAsync(string account, Uri? address = null) => ReadStream.OpenedAsync(new Uri(address ?? Client.Address, $"/api/v1/analytics/stream?account_id={account}"));

    double CpuSeconds()
    {
        using var api = Process.GetProcessById(System.Api.Pid);
        return api.TotalProcessorTime.TotalSeconds;
    }
}
