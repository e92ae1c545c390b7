using Ingest.Api.Broker;

namespace Ingest.Api.Tests.Broker;

public sealed class BusPatienceTests
{
    readonly BusPatience patience = new();

    [Fact]
    public void Publishes_that_fail_one_after_another_while_the_broker_answers_end_it()
    {
        Assert.False(patience.IsOver(brokerAnswers: true, 0));
        Assert.False(patience.IsOver(brokerAnswers: true, 3));
        Assert.True(patience.IsOver(brokerAnswers: true, 4));
    }

    [Fact]
    public void Each_bus_in_place_of_one_that_did_no_better_gets_twice_as_many()
    {
        Assert.True(patience.IsOver(brokerAnswers: true, 4));
        Assert.False(patience.IsOver(brokerAnswers: true, 11));
        Assert.True(patience.IsOver(brokerAnswers: true, 12));
        Assert.False(patience.IsOver(brokerAnswers: true, 27));
        Assert.True(patience.IsOver(brokerAnswers: true, 28));
    }

    [Fact]
    public void What_failed_while_the_broker_was_away_does_not_count()
    {
        Assert.False(patience.IsOver(brokerAnswers: false, 20));
        Assert.False(patience.IsOver(brokerAnswers: true, 23));
        Assert.True(patience.IsOver(brokerAnswers: true, 24));
    }

    [Fact]
    public void One_that_was_confirmed_begins_the_count_and_the_patience_anew()
    {
        Assert.True(patience.IsOver(brokerAnswers: true, 4));
        Assert.False(patience.IsOver(brokerAnswers: false, 20));
        Assert.False(patience.IsOver(brokerAnswers: true, 0));
        Assert.False(patience.IsOver(brokerAnswers: true, 3));
        Assert.True(patience.IsOver(brokerAnswers: true, 4));
    }
}
