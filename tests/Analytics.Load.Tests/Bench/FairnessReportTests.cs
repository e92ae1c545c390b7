using Analytics.Load.Bench;
using Analytics.Load.Tests.Runs;

namespace Analytics.Load.Tests.Bench;

public class FairnessReportTests
{
    static FairnessRound Round(long failed = 0) => new(Some.Run(), Some.Run(requests: [Some.Requests("record_events", failed: failed)]), Some.Run());

    static string Report(FairnessRound round) =>
        FairnessReport.Write(new FairnessOptions(new Uri("http://127.0.0.1:1/"), null), [round], "./dev bench fairness", "a machine", "0.5", DateTimeOffset.UnixEpoch);

    [Fact]
    public void Requests_that_failed_are_not_in_the_percentiles_so_they_are_said_and_are_a_fault()
    {
        Assert.Equal("7 requests failed, and are not in the percentiles", Assert.Single(Round(failed: 7).Faults));
        Assert.Contains("**7 requests failed", Report(Round(failed: 7)), StringComparison.Ordinal);
        Assert.Contains("7 beside the whale", Report(Round(failed: 7)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_round_in_which_all_succeeded_has_no_fault()
    {
        Assert.Empty(Round().Faults);
        Assert.DoesNotContain("failed", Report(Round()), StringComparison.Ordinal);
    }
}
