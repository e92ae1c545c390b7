using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Ingest;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests;

/// <summary>
/// Real input, the histories of four repositories, against answers that were counted by other means. A sample of it stands beside
/// this file; the whole is used where it lies beside the checkout.
/// </summary>
public sealed class GitHistoryTests(SharedSystem system) : SystemTest(system)
{
    const int LinesAPost = 1_000;
    const string WholeHistory = "2000-01-01T00:00:00Z";

    static readonly string Sample = Path.Combine(Repository.Root, "tests", "Analytics.EndToEnd.Tests", "Data");
    static readonly string Whole = Path.Combine(Repository.Root, "..", "shared", "data");

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public Task The_sample_has_the_expected_answers_and_an_import_again_changes_nothing(int workers) =>
        ImportTwiceAsync($"sample-{workers}", workers, File.ReadAllLines(Path.Combine(Sample, "git-sample.ndjson")), Path.Combine(Sample, "git-sample.expected.json"));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task The_whole_history_has_the_expected_answers_and_an_import_again_changes_nothing(int workers)
    {
        var file = Path.Combine(Whole, "git-events.ndjson.gz");
        Assert.SkipUnless(File.Exists(file), $"{Path.GetFullPath(file)} is not there; the sample was tested instead.");
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        await ImportTwiceAsync($"whole-{workers}", workers, (await lines.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries), Path.Combine(Whole, "git-events.expected.json"));
    }

    async Task ImportTwiceAsync(string run, int workers, IReadOnlyList<string> lines, string expectedFile)
    {
        // Each run has accounts of its own in the shared tables: the same events under another name.
        var prefix = $"{Some.Account(run)}/";
        var named = lines.Select(line => line.Replace("\"account_id\": \"", $"\"account_id\": \"{prefix}", StringComparison.Ordinal)).ToList();
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(expectedFile))!.AsObject();
        var added = await System.AddWorkersAsync(workers - System.Workers.Count);
        try
        {
            await ImportAsync(named);
            foreach (var (account, answers) in expected) await System.StoredSoonAsync(prefix + account, (long)answers!["events"]!);
            foreach (var (account, answers) in expected) await SameAsync(prefix + account, answers!, "2027-01-01T00:00:00Z");

            await ImportAsync(named);
            await System.DrainedSoonAsync();
            foreach (var (account, answers) in expected)
            {
                Assert.Equal((long)answers!["events"]!, await System.StoredAsync(prefix + account));

                // Another range, so that the answer is not the one kept from before.
                await SameAsync(prefix + account, answers, "2028-01-01T00:00:00Z");
            }
        }
        finally
        {
            foreach (var worker in added) await System.RemoveWorkerAsync(worker);
        }
    }

    async Task ImportAsync(IEnumerable<string> lines) => await Parallel.ForEachAsync(
        lines.Chunk(LinesAPost),
        new ParallelOptions { MaxDegreeOfParallelism = 4 },
        async (chunk, _) =>
        {
            var body = Compressed.As("gzip", Encoding.UTF8.GetBytes(string.Join('\n', chunk)));
            var answer = await Client.TakenAsync(body, ApiClient.Lines, "gzip");
            Assert.Equal(chunk.Length, (int)answer.Json["queued"]!);
        });

    async Task SameAsync(string account, JsonNode expected, string to)
    {
        var summary = await Client.SummaryAsync(account, WholeHistory, to);
        Assert.Equal(account, (string?)summary["account_id"]);
        Assert.False((bool)summary["cached"]!);
        AssertFigures(expected, summary);

        // The smallest range that holds all of it begins and ends at no full hour; a second less at either end misses an event.
        var (first, last) = (Instant(expected["first"]), Instant(expected["last"]));
        AssertFigures(expected, await Client.SummaryAsync(account, Text(first), Text(last.AddMicroseconds(1))));
        Assert.True((long)(await Client.SummaryAsync(account, Text(first.AddMicroseconds(1)), Text(last.AddMicroseconds(1))))["events"]! < (long)expected["events"]!);
        Assert.True((long)(await Client.SummaryAsync(account, Text(first), Text(last)))["events"]! < (long)expected["events"]!);
    }

    static void AssertFigures(JsonNode expected, JsonNode summary)
    {
        Assert.Equal((long)expected["events"]!, (long)summary["events"]!);
        Assert.Equal((long)expected["unique_users"]!, (long)summary["unique_users"]!);
        Assert.Equal(
            expected["totals"]!.AsObject().Select(total => (total.Key, (long)total.Value!)).Order(),
            summary["totals"]!.AsObject().Select(total => (total.Key, (long)total.Value!)).Order());
        Assert.Equal(Pairs(expected["top_users"]), Named(summary["top_users"], "user_id").Take(5));
        Assert.Equal(Pairs(expected["top_paths"]), Named(summary["top_paths"], "path").Take(3));
    }

    static IEnumerable<(string, long)> Pairs(JsonNode? pairs) => pairs!.AsArray().Select(pair => ((string)pair![0]!, (long)pair[1]!));

    static IEnumerable<(string, long)> Named(JsonNode? rows, string name) => rows!.AsArray().Select(row => ((string)row![name]!, (long)row["events"]!));

    static DateTimeOffset Instant(JsonNode? text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);

    static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
