using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Analytics.Tests.Servers;
using Ingest.Worker.Events;

namespace Ingest.Worker.Tests.Events;

public sealed class IngestOptionsTests
{
    [Fact]
    public void Messages_are_held_for_half_the_time_at_most_after_which_RabbitMQ_as_shipped_takes_them_away()
    {
        var half = TimeSpan.FromMilliseconds(int.Parse(RabbitMqServer.Setting("consumer_timeout"), CultureInfo.InvariantCulture)) / 2;
        Assert.True(MayHold(half));
        Assert.False(MayHold(half + TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData(2, 8)]
    [InlineData(16, 36)]
    public void Each_batch_and_each_task_beside_them_may_have_a_connection(int batches, int connections) =>
        Assert.Equal(connections, new IngestOptions { ConcurrentBatches = batches }.ConnectionLimit);

    static bool MayHold(TimeSpan limit)
    {
        var options = new IngestOptions { HoldTimeLimit = limit };
        return Validator.TryValidateObject(options, new(options), [], validateAllProperties: true);
    }
}
