using System.Collections.Concurrent;
using System.Net;
using Analytics.EndToEnd.Tests.Systems;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>
/// The edge, the queue and the table agree on what can be stored, whatever comes. Bodies are generated; a set that shows a fault is
/// made smaller until little more than the fault is left. <c>ANALYTICS_SEED</c> repeats a run.
/// </summary>
public sealed class AnyBodyTests(SharedSystem system) : SystemTest(system)
{
    const int Sets = 100;
    const int BodiesASet = 200;
    const int AtOnce = 32;

    /// <summary>Nothing is broken here; on a machine with other work the broker may yet take its second and a half now and then.</summary>
    const int BusyLimit = 200;
    static readonly TimeSpan StoringLimit = TimeSpan.FromSeconds(20);

    readonly ConcurrentDictionary<HttpStatusCode, int> answers = new();
    int stored;

    [Fact]
    public async Task Whatever_body_comes_is_answered_in_time_and_what_is_accepted_is_stored_as_sent()
    {
        var seed = (ulong)Seed.Of("ANALYTICS_SEED");
        var runs = Config.QuickThrowOnFailure.WithMaxTest(Sets).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));

        // FsCheck waits for each set on its own thread.
        await Task.Run(() => Check.One(runs, Prop.ForAll(AnyBody.Many(BodiesASet), sent => HoldsAsync(sent).GetAwaiter().GetResult())));
        TestContext.Current.TestOutputHelper!.WriteLine($"{string.Join(", ", answers.OrderBy(one => one.Key).Select(one => $"{one.Value} x {(int)one.Key}"))}; {stored} events stored");

        // All kinds, or the test has lost its point.
        Assert.Equal(Sets * BodiesASet, answers.Where(one => one.Key != HttpStatusCode.ServiceUnavailable).Sum(one => one.Value));
        Assert.InRange(answers[HttpStatusCode.Accepted], Sets * BodiesASet / 10, Sets * BodiesASet);
        Assert.InRange(answers[HttpStatusCode.BadRequest], Sets * BodiesASet / 10, Sets * BodiesASet);
    }

    /// <summary>Throws when the promise does not hold for these bodies.</summary>
    async Task HoldsAsync(SentBodies sent)
    {
        var run = $"any-{Guid.NewGuid():N}";
        var expected = new ConcurrentBag<ReadEvent>();
        await Parallel.ForEachAsync(sent.Bodies, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (body, _) =>
        {
            // Of a 503 it is not known what is stored, so the body comes again for other accounts.
            for (var attempt = 0; ; attempt++)
            {
                if (await SendAsync(body, $"{run}-{attempt}") is not { } accepted) continue;
                foreach (var one in accepted) expected.Add(one);
                return;
            }
        });

        // An account whose mark was damaged may be another run's too.
        var own = expected.Where(one => one.AccountId.StartsWith(run, StringComparison.Ordinal)).ToLookup(one => (one.AccountId, one.EventId));
        var accounts = own.Select(one => one.Key.AccountId).Distinct().ToArray();
        var rows = await Soon.IsAsync(
            () => RowsAsync(accounts), found => own.All(key => found.Any(row => (row.AccountId, row.EventId) == key.Key)), $"all events of {run} are stored", StoringLimit);
        Assert.All(rows, row => Assert.True(own[(row.AccountId, row.EventId)].Any(one => one.Is(row)), $"sent {string.Join(" or ", own[(row.AccountId, row.EventId)])}\nstored {row}"));
        Assert.Equal([0], await System.QueryAsync<long>("select count(*) from set_aside_events where account_id = any(@accounts)", new { accounts }));
        Interlocked.Add(ref stored, rows.Count);
    }

    /// <summary>Sends one body; the events that the answer says were accepted, or null when the machine is too busy to say.</summary>
    async Task<List<ReadEvent>?> SendAsync(SentBody body, string run)
    {
        var (packed, plain) = body.Of(run);
        var answer = await Client.PostAsync(body.Path, packed, body.ContentType, body.Encoding);
        if (answers.AddOrUpdate(answer.Status, 1, (_, count) => count + 1) < BusyLimit && answer.Status == HttpStatusCode.ServiceUnavailable) return null;
        Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{answer}\n{body}");
        Assert.True(answer.Took < Answer.Limit, $"{answer}\n{body}");
        if (answer.Status != HttpStatusCode.Accepted) return [];

        Assert.NotNull(plain);
        if (body.Path == "/event")
        {
            var id = (string)answer.Json["event_id"]!;
            var one = Assert.Single(ReadBody.EventsOf(body, plain, [], [id]));
            Assert.Equal(id, one.EventId);
            return [one];
        }

        var read = ReadBody.EventsOf(
            body, plain, [.. answer.Json["rejected"]!.AsArray().Select(one => (int)one!["index"]!)], [.. answer.Json["event_ids"]!.AsArray().Select(id => (string)id!)]);
        Assert.Equal((int)answer.Json["queued"]!, read.Count);
        return read;
    }

    /// <summary>The accounts' rows.</summary>
    async Task<List<ReadEvent>> RowsAsync(string[] accounts) =>
        [.. (await System.QueryAsync<(string AccountId, string EventId, string UserId, string Type, string? Path, string? Metadata, DateTime At)>(
            "select account_id, event_id, user_id, type, path, metadata::text, occurred_at from events where account_id = any(@accounts)", new { accounts }))
            .Select(row => new ReadEvent(row.AccountId, row.EventId, row.UserId, row.Type, row.Path, row.Metadata, row.At))];
}
