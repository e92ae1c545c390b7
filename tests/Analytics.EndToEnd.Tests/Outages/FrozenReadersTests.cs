using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>PostgreSQL stands still while many read from it: each reader is answered in the time that his route has, and not when the driver has given up.</summary>
public sealed class FrozenReadersTests(BreakableSystem system, ITestOutputHelper output) : BreakingTest(system)
{
    const int ReadersARoute = 12;
    const int RefusalsAReader = 3;

    /// <summary>What answers have, and two seconds for a busy machine. Those that waited for the driver took four seconds more than they had.</summary>
    static readonly (string Name, Func<string, string> Path, TimeSpan Limit)[] Routes =
    [
        ("summary", account => $"/accounts/{account}/summary", TimeSpan.FromSeconds(2.5 + 2)),
        ("raw summary", account => $"/accounts/{account}/summary?type=login", TimeSpan.FromSeconds(5 + 2)),
        ("page", account => $"/accounts/{account}/events?limit=100", TimeSpan.FromSeconds(5.5 + 2)),
        ("set aside", account => $"/accounts/{account}/set-aside", TimeSpan.FromSeconds(2.5 + 2)),
        ("event", account => $"/accounts/{account}/events/none", TimeSpan.FromSeconds(1.5 + 2)),
    ];

    [Fact]
    public async Task Readers_who_are_at_it_when_PostgreSQL_is_frozen_get_their_503_in_the_time_that_their_route_has()
    {
        var answers = new ConcurrentBag<(string Name, TimeSpan Limit, Answer Answer)>();
        var readers = Task.WhenAll(Enumerable.Range(0, ReadersARoute * Routes.Length).Select(reader => ReadAsync(Routes[reader % Routes.Length], answers)));
        await Soon.IsAsync(() => Task.FromResult(answers.Count), count => count >= 20 * Routes.Length, "all read", TimeSpan.FromSeconds(60));
        System.Postgres.Freeze();
        await readers;

        foreach (var route in answers.GroupBy(one => one.Name))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{route.Key}: {route.Count()} answers, the longest {route.Max(one => one.Answer.Took).TotalSeconds:0.0} s"));
        Assert.All(answers, one => Assert.True(one.Answer.Took < one.Limit, $"{one.Name}: {one.Answer}"));

        System.Postgres.Thaw();
        await Reads.AreBackAsync(Client);
    }

    /// <summary>Reads until PostgreSQL is away, and goes on for some refusals.</summary>
    async Task ReadAsync((string Name, Func<string, string> Path, TimeSpan Limit) route, ConcurrentBag<(string Name, TimeSpan Limit, Answer Answer)> answers)
    {
        for (var refusals = 0; refusals < RefusalsAReader;)
        {
            var answer = await Client.GetAsync(route.Path(Some.Account("frozen")));
            answers.Add((route.Name, route.Limit, answer));
            if (answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound) continue;
            Assert.True(answer is { Status: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null, MediaType: "application/problem+json" }, $"{route.Name}: {answer}");
            refusals++;
        }
    }
}
