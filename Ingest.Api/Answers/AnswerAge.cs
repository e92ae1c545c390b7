using System.Globalization;
using System.Text;
using Analytics.Data.Answers;

namespace Ingest.Api.Answers;

/// <summary>The members of <see cref="FreshAnswer"/> in JSON, to take the place of the closing brace of an answer's body.</summary>
static class AnswerAge
{
    public static byte[] MembersOf(CachedAnswer read) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $",\"as_of\":\"{UtcInstant.Text(read.Answer.AsOf)}\",\"source\":\"{SourceOf(read)}\",\"cached\":{Bool(read.Cached)},\"stale\":{Bool(read.Stale)}}}"));

    /// <summary><c>cache</c>, <c>rollup</c> or <c>raw</c>.</summary>
    public static string SourceOf(CachedAnswer read) => read.Cached ? "cache" : read.Answer.Source == AnswerSource.Rollup ? "rollup" : "raw";

    static string Bool(bool value) => value ? "true" : "false";
}
