using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Tests.Servers;
using Ingest.Worker.Events;

namespace Ingest.Worker.Tests.Events;

public sealed class IngestOptionsTests
{
    [Fact]
    public void Messages_are_held_for_half_the_time_at_most_after_which_RabbitMQ_as_shipped_takes_them_away()
    {
        var settings = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "local", "rabbitmq.conf"));
        var milliseconds = Regex.Match(settings, "^consumer_timeout = ([0-9]+)$", RegexOptions.Multiline).Groups[1].Value;
        var half = TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture)) / 2;
        Assert.True(MayHold(half));
        Assert.False(MayHold(half + TimeSpan.FromSeconds(1)));
    }

    static bool MayHold(TimeSpan limit)
    {
        var options = new IngestOptions { HoldTimeLimit = limit };
        return Validator.TryValidateObject(options, new(options), [], validateAllProperties: true);
    }
}
