using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Analytics.Load.Import;

namespace Analytics.Load.Tests.Import;

public class FileImportTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    static ImportOptions Options(TemporaryFile file, PlayedApi api) => new(file.Path, api.Address)
    {
        BatchEventLimit = 10,
        BatchTimeLimit = TimeSpan.FromSeconds(20),
    };

    static async Task<ImportTally> RunAsync(ImportOptions options)
    {
        var import = new FileImport(options, TimeProvider.System);
        await import.RunAsync(default).WaitAsync(Deadline);
        return import.Tally;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_line_is_sent_once_in_batches_of_the_limit(bool gzip)
    {
        using var file = TemporaryFile.OfEvents(25);
        await using var api = await PlayedApi.StartAsync((_, lines, context) => PlayedApi.AcceptAsync(context, lines.Length));
        var tally = await RunAsync(Options(file, api) with { Gzip = gzip });
        Assert.Equal((25, 0), (tally.Accepted, tally.Rejected));
        Assert.Equal(25, tally.DeliveredUpTo);
        Assert.Equal([5, 10, 10], api.Bodies.Select(b => b.Count(c => c == '\n')).Order());
        Assert.Equal((await File.ReadAllLinesAsync(file.Path)).Order(), api.Bodies.SelectMany(b => b.TrimEnd('\n').Split('\n')).Order());
    }

    [Fact]
    public async Task A_batch_ends_before_its_bytes_pass_the_limit()
    {
        using var file = TemporaryFile.OfEvents(9);
        await using var api = await PlayedApi.StartAsync((_, lines, context) => PlayedApi.AcceptAsync(context, lines.Length));
        var tally = await RunAsync(Options(file, api) with { BatchBytesLimit = 80 });
        Assert.Equal(9, tally.Accepted);
        Assert.All(api.Bodies, body => Assert.InRange(body.Length, 1, 80));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_batch_that_the_server_cannot_take_now_is_sent_again_unchanged_and_not_too_soon(int status)
    {
        using var file = TemporaryFile.Of("""{"account_id":"a"}""");
        var clock = TimeProvider.System;
        var arrived = new List<long>();
        await using var api = await PlayedApi.StartAsync((number, lines, context) =>
        {
            arrived.Add(clock.GetTimestamp());
            return number < 3 ? PlayedApi.RefuseAsync(context, status, retryAfter: "1") : PlayedApi.AcceptAsync(context, lines.Length);
        });
        var tally = await RunAsync(Options(file, api));
        Assert.Equal((1, 0, 2, 1), (tally.Accepted, tally.Rejected, tally.Resent, tally.IdsGiven));
        Assert.Single(api.Bodies.Distinct());
        Assert.Contains("event_id", api.Bodies.First(), StringComparison.Ordinal);
        Assert.All(arrived.Zip(arrived.Skip(1)), pair => Assert.True(clock.GetElapsedTime(pair.First, pair.Second) >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_tried_again()
    {
        using var file = TemporaryFile.OfEvents(3);
        await using var api = await PlayedApi.StartAsync((number, lines, context) =>
        {
            if (number > 2)
                return PlayedApi.AcceptAsync(context, lines.Length);
            context.Abort();
            return Task.CompletedTask;
        });
        var tally = await RunAsync(Options(file, api));
        Assert.Equal((3, 0), (tally.Accepted, tally.Rejected));
    }

    [Fact]
    public async Task A_partly_bad_batch_says_which_lines_of_the_file_were_bad()
    {
        using var file = TemporaryFile.Of("{\"event_id\":\"1\"}\n\n{bad\n{\"event_id\":\"4\"}\n");
        await using var api = await PlayedApi.StartAsync((_, lines, context) => PlayedApi.AcceptAsync(
            context, lines.Length - 1, new { index = 1, event_id = (string?)null, code = "invalid_json", field = (string?)null, message = "not JSON" }));
        var tally = await RunAsync(Options(file, api));
        Assert.Equal((2, 1), (tally.Accepted, tally.Rejected));
        Assert.Equal([new RejectedLine(3, "invalid_json", "not JSON")], tally.FirstRejections);
    }

    [Fact]
    public async Task A_batch_that_is_all_bad_counts_as_rejected_and_the_import_goes_on()
    {
        using var file = TemporaryFile.OfEvents(20);
        await using var api = await PlayedApi.StartAsync((_, lines, context) => lines[0].Contains("\"e1\"", StringComparison.Ordinal)
            ? PlayedApi.RefuseAsync(context, 400, rejected: [.. Enumerable.Range(0, 10).Select(i => (object)new { index = i, code = "missing_type", message = "m" })])
            : PlayedApi.AcceptAsync(context, lines.Length));
        var tally = await RunAsync(Options(file, api));
        Assert.Equal((10, 10), (tally.Accepted, tally.Rejected));
        Assert.Equal([KeyValuePair.Create("missing_type", 10L)], tally.Codes);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task A_batch_refused_as_a_whole_is_halved_until_the_bad_line_is_alone(int status)
    {
        using var file = TemporaryFile.OfEvents(10);
        await using var api = await PlayedApi.StartAsync((_, lines, context) => lines.Any(l => l.Contains("\"e7\"", StringComparison.Ordinal))
            ? PlayedApi.RefuseAsync(context, status)
            : PlayedApi.AcceptAsync(context, lines.Length));
        var tally = await RunAsync(Options(file, api));
        Assert.Equal((9, 1), (tally.Accepted, tally.Rejected));
        Assert.Equal([new RejectedLine(7, $"http_{status}", "as scripted")], tally.FirstRejections);
    }

    [Fact]
    public async Task Rejections_that_are_counted_and_not_listed_are_counted_here_too()
    {
        using var file = TemporaryFile.OfEvents(10);
        await using var api = await PlayedApi.StartAsync((_, _, context) => PlayedApi.AcceptAsync(context, 4, new { index = 0, code = "c", message = "m" }));
        var tally = await RunAsync(Options(file, api));
        Assert.Equal((4, 6), (tally.Accepted, tally.Rejected));
        Assert.Equal(6, tally.Codes.Sum(c => c.Value));
    }

    [Fact]
    public async Task When_the_time_is_over_it_says_how_far_it_came()
    {
        using var file = TemporaryFile.OfEvents(30);
        await using var api = await PlayedApi.StartAsync((_, lines, context) => lines[0].Contains("\"e11\"", StringComparison.Ordinal)
            ? PlayedApi.RefuseAsync(context, 503)
            : PlayedApi.AcceptAsync(context, lines.Length));
        var import = new FileImport(Options(file, api) with { BatchTimeLimit = TimeSpan.FromSeconds(1), Connections = 1 }, TimeProvider.System);
        var failed = await Assert.ThrowsAsync<DeliveryFailedException>(() => import.RunAsync(default).WaitAsync(Deadline));
        Assert.Contains("Lines 11–20", failed.Message, StringComparison.Ordinal);
        Assert.Equal(10, import.Tally.DeliveredUpTo);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(401)]
    [InlineData(200)]
    public async Task An_answer_that_is_none_of_the_documented_ends_the_import_at_once(int status)
    {
        using var file = TemporaryFile.OfEvents(100);
        await using var api = await PlayedApi.StartAsync((_, _, context) => PlayedApi.RefuseAsync(context, status));
        await Assert.ThrowsAsync<DeliveryFailedException>(() => RunAsync(Options(file, api)));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_after_a_bounded_time()
    {
        using var file = TemporaryFile.OfEvents(100);
        using var taken = new TcpListener(IPAddress.Loopback, 0); // bound, not listening: every connection is refused
        taken.Server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = new Uri($"http://{taken.Server.LocalEndPoint}/");
        var failed = await Assert.ThrowsAsync<DeliveryFailedException>(() =>
            RunAsync(new ImportOptions(file.Path, address) { ReachTimeLimit = TimeSpan.FromSeconds(1) }));
        Assert.Contains("cannot be reached", failed.Message, StringComparison.Ordinal);
        Assert.Contains("refused", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_an_error_after_the_good_part_was_delivered()
    {
        var lines = string.Concat(Enumerable.Range(0, 5_000).Select(i => JsonSerializer.Serialize(new { event_id = Guid.NewGuid() }) + "\n"));
        using var file = TemporaryFile.Of(TemporaryFile.Gzip(lines)[..^1_000]);
        await using var api = await PlayedApi.StartAsync((_, sent, context) => PlayedApi.AcceptAsync(context, sent.Length));
        var import = new FileImport(Options(file, api) with { BatchEventLimit = 100 }, TimeProvider.System);
        await Assert.ThrowsAsync<InvalidDataException>(() => import.RunAsync(default).WaitAsync(Deadline));
        Assert.InRange(import.Tally.Accepted, 1_000, 5_000);
    }
}
