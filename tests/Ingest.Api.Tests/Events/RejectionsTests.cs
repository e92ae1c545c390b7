using System.Text.RegularExpressions;
using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class RejectionsTests
{
    static IEnumerable<RejectionReason> All => Enum.GetValues<RejectionReason>().Where(reason => reason != RejectionReason.None);

    [Fact]
    public void Every_reason_has_a_row_with_a_code_of_its_own()
    {
        var codes = All.Select(reason => Rejections.Row(reason).Code).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches(new Regex("^[a-z0-9]+(_[a-z0-9]+)*$"), code));
    }

    [Fact]
    public void No_reason_is_an_error_of_the_server() =>
        Assert.All(All, reason => Assert.True(Rejections.Row(reason).Status is 400 or 401 or 403 or 413 or 415 or 429 or 503));
}
