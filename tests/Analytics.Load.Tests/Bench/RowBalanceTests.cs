using Analytics.Load.Bench;
using Analytics.Load.Bench.Growth;
using Analytics.Load.Tests.Bench.Growth;

namespace Analytics.Load.Tests.Bench;

public class RowBalanceTests
{
    static readonly LineRound Good = Line(accepted: 100, rows: 100);
    static readonly LineRound OneLost = Line(accepted: 100, rows: 99);
    static readonly LineRound OneTooMany = Line(accepted: 100, rows: 101);

    static LineRound Line(long accepted, long rows) => Grown.Round(1, 1, rows, accepted).Line;

    static PipelineResult Pipeline(params LineRound[] line) => new("", "", [], line, []);

    [Fact]
    public void As_many_rows_as_accepted_events_are_no_fault() => Assert.Null(Pipeline(Good, Good).Balance.Fault);

    [Fact]
    public void An_event_that_is_lost_in_one_round_is_not_made_up_for_by_a_row_too_many_in_another()
    {
        Assert.Equal("1 accepted events are not in the table, and 1 rows are there beyond the others.", Pipeline(OneLost, OneTooMany).Balance.Fault);
        var point = new GrowthPoint("1", [Grown.Round(1, 1, OneLost.Rows, OneLost.Accepted), Grown.Round(1, 1, OneTooMany.Rows, OneTooMany.Accepted)]);
        Assert.Equal(new RowBalance(Lost: 1, TooMany: 1), point.Balance);
        Assert.Equal("1, 1 too many", point.Balance.ToString());
    }

    [Fact]
    public void Either_is_a_fault_by_itself_and_ends_what_was_to_be_measured_after_it()
    {
        Assert.Equal("1 accepted events are not in the table.", OneLost.Balance.Fault);
        Assert.Equal("1 rows are in the table beyond the accepted events.", OneTooMany.Balance.Fault);
        Assert.Throws<BenchFailedException>(OneLost.Balance.Demand);
        Assert.Throws<BenchFailedException>(OneTooMany.Balance.Demand);
        Good.Balance.Demand();
    }
}
