using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>Large bodies all at once: some are told to come again, the memory stays bounded, and small ones come through.</summary>
public sealed class LargeBodiesTests(SharedSystem system) : SystemTest(system)
{
    const int Megabyte = 1024 * 1024;
    const int AtOnce = 64;

    /// <summary>Far below what as many bodies of 10 MB would take, far above what the API has by itself.</summary>
    const int MemoryLimit = 350;

    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3.5);

    [Fact]
    public async Task Bombs_at_once_are_413_or_503_and_do_not_fill_the_memory()
    {
        var bomb = Compressed.As("gzip", new byte[50 * Megabyte]);
        var answers = await SendAsync(_ => Client.PostAsync("/events", bomb, ApiClient.Json, "gzip"));
        foreach (var answer in answers.Where(answer => !IsToComeAgain(answer))) answer.MustRefuse(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        await ServesAsync();
    }

    [Fact]
    public async Task Whole_bodies_at_once_are_202_or_503_and_all_202_when_they_come_again()
    {
        var account = Some.Account("large");
        var padding = new string(' ', 9 * Megabyte);
        var waiting = Enumerable.Range(0, AtOnce).ToList();
        for (var round = 0; waiting.Count > 0; round++)
        {
            Assert.InRange(round, 0, AtOnce); // each round takes some
            var indexes = waiting;
            var answers = await SendAsync(index => Client.PostAsync("/events", Some.Event(account, $"e-{indexes[index]}").ToJsonString() + padding), indexes.Count);
            foreach (var answer in answers.Where(answer => !IsToComeAgain(answer))) answer.Must(HttpStatusCode.Accepted);
            waiting = [.. indexes.Where((_, at) => IsToComeAgain(answers[at]))];
        }

        await System.StoredSoonAsync(account, AtOnce);
        Assert.Equal((AtOnce, AtOnce, 0, 0), await Client.ClosedLedgerAsync(account));
    }

    [Fact]
    public async Task Clients_that_stop_half_way_hold_the_memory_for_some_seconds_only_and_small_bodies_come_through_meanwhile()
    {
        var account = Some.Account("stopped");
        var stopped = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => RawRequest.ConnectedAsync(Client.Address)));
        try
        {
            foreach (var request in stopped) await request.HeadAsync($"Content-Length: {9 * Megabyte}");
            await Task.WhenAll(stopped.Select(request => request.SendAsync(new string(' ', Megabyte / 2))));

            var large = Encoding.UTF8.GetBytes(new JsonArray(Some.Event(account, "large")).ToJsonString() + new string(' ', 2 * Megabyte));
            var refused = await Soon.IsAsync(() => Client.PostAsync("/events", large), IsToComeAgain, "there is no memory for another large body", TimeSpan.FromSeconds(5));
            Assert.InRange(refused.Took, TimeSpan.Zero, AnswerLimit);
            for (var post = 0; post < 20; post++) await Client.AcceptedAsync(Some.Event(account, $"small-{post}"));

            // Those that stopped are cut as too slow; nobody else does anything about it.
            await Soon.IsAsync(() => Client.PostAsync("/events", large), answer => answer.Status == HttpStatusCode.Accepted, "a large body is taken again", TimeSpan.FromSeconds(30));
        }
        finally
        {
            foreach (var request in stopped) request.Dispose();
        }

        await System.StoredSoonAsync(account, 21);
    }

    static bool IsToComeAgain(Answer answer)
    {
        if (answer.Status != HttpStatusCode.ServiceUnavailable) return false;
        Assert.Equal("too_many_large_bodies", (string?)answer.Json["code"]);
        Assert.NotNull(answer.Headers.RetryAfter);
        return true;
    }

    /// <summary>Sends all at once, sees that each is answered in time and that the memory stays bounded.</summary>
    async Task<Answer[]> SendAsync(Func<int, Task<Answer>> send, int count = AtOnce)
    {
        await using var memory = new MemoryPeak(System.Api);
        var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(send));
        TestContext.Current.TestOutputHelper!.WriteLine($"{answers.CountBy(answer => (int)answer.Status).Select(all => $"{all.Value} x {all.Key}").Aggregate((one, other) => $"{one}, {other}")}; slowest {answers.Max(answer => answer.Took).TotalSeconds:0.0} s; {memory}");
        Assert.InRange(memory.Most, 1, MemoryLimit);
        return answers;
    }

    async Task ServesAsync() => await Client.AcceptedAsync(Some.Event("after-the-large", "e"));
}
