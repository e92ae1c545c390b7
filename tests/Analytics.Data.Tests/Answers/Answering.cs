using System.Text;
using Analytics.Data.Answers;
using Analytics.Data.Tests.Cache;
using Analytics.Tests.Servers;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Tests.Answers;

/// <summary>Cached answers as their tests make and ask them: nothing is kept in the process unless a test says so.</summary>
static class Answering
{
    public static CachedAnswers Over(RunningCache running, Action<AnswersOptions>? configure = null, TimeProvider? clock = null)
    {
        var options = new AnswersOptions { LoadTimeout = TimeSpan.FromSeconds(20), LocalTimeToLive = TimeSpan.Zero };
        configure?.Invoke(options);
        return new CachedAnswers(running.Cache, Options.Create(options), clock ?? TimeProvider.System, new Random(1));
    }

    public static Task<CachedAnswer> ReadAsync(CachedAnswers answers, CountedLoad load, string key = "acc", CancellationToken cancellation = default) =>
        answers.ReadAsync(key, AnswerSource.Rollup, load.LoadAsync, cancellation);

    public static string Body(CachedAnswer answer) => Encoding.UTF8.GetString(answer.Answer.Body);

    public static Task IsStoredAsync(RedisServer server, string key) =>
        Soon.BecomesTrueAsync(async () => await server.AskAsync($"EXISTS {key}") == ":1", "the answer is stored");
}
