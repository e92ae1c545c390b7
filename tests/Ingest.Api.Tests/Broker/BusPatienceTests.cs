using Ingest.Api.Broker;

namespace Ingest.Api.Tests.Broker;

public sealed class BusPatienceTests
{
    readonly BusPatience patience = new();

    [Fact]
    public void Publishes_that_run_out_of_time_one_after_another_while_the_broker_answers_end_it()
    {
        Assert.False(patience.IsOver(brokerAnswers: true, 0));
        Assert.False(patience.IsOver(brokerAnswers: true, 3));
        Assert.True(patience.IsOver(brokerAnswers: true, 4));
        Assert.False(patience.IsOver(brokerAnswers: true, 7)); // the other bus has its own
        Assert.True(patience.IsOver(brokerAnswers: true, 8));
    }

    [Fact]
    public void What_ran_out_of_time_while_the_broker_was_away_does_not_count()
    {
        Assert.False(patience.IsOver(brokerAnswers: false, 20));
        Assert.False(patience.IsOver(brokerAnswers: true, 23));
        Assert.True(patience.IsOver(brokerAnswers: true, 24));
    }

    [Fact]
    public void One_that_had_its_answer_begins_the_count_anew()
    {
        Assert.False(patience.IsOver(brokerAnswers: false, 20));
        Assert.False(patience.IsOver(brokerAnswers: true, 0));
        Assert.False(patience.IsOver(brokerAnswers: true, 3));
        Assert.True(patience.IsOver(brokerAnswers: true, 4));
    }
}
