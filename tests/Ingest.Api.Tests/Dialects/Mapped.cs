using Ingest.Api.Dialects;
using Ingest.Api.Events;
using Ingest.Api.Tests.Events;

namespace Ingest.Api.Tests.Dialects;

/// <summary>What a dialect makes of a body that came at <see cref="Some.Now"/>, with the key of acc_1.</summary>
static class Mapped
{
    public const string Account = "acc_1";

    public static ReadBody By(IDialect dialect, string body) => By(dialect, Some.Utf8(body));

    public static ReadBody By(IDialect dialect, ReadOnlySpan<byte> body)
    {
        var refusal = dialect.Unwrap(body, out var inside);
        if (inside is not null) body = inside;
        if (refusal == RejectionReason.None && dialect.IsJson) refusal = JsonBody.Check(ref body);
        using var batch = Batch();
        if (refusal == RejectionReason.None) refusal = dialect.Map(body, new EventTimes(Some.Now), batch);
        return refusal == RejectionReason.None ? batch.Finish() : EventBody.Refused(refusal);
    }

    /// <summary>The one event that it makes of a good body.</summary>
    public static ReadBack One(IDialect dialect, string body) => Frames.OnlyEventOf(By(dialect, body));

    /// <summary>The reason for which it refuses the only event of a body, as code and field.</summary>
    public static string Refusal(IDialect dialect, string body)
    {
        var batch = By(dialect, body);
        Assert.Equal(0, batch.EventCount);
        var rejection = Assert.Single(batch.Rejections);
        return $"{rejection.Code}:{rejection.Field}";
    }

    public static ReadBodyBuilder Batch() => new(Some.Limits, new EventTimes(Some.Now), Some.Utf8(Account));
}
