namespace Analytics.Client.Tests;

public sealed class EventNameTests
{
    [Fact]
    public void A_name_is_sent_as_it_is() => Assert.Equal("message_sent", new EventName("message_sent").ToString());

    [Fact]
    public void A_name_has_at_most_as_many_characters_as_the_server_takes()
    {
        var emoji = string.Concat(Enumerable.Repeat("\ud83d\ude00", EventName.LengthLimit));

        Assert.Equal(emoji, new EventName(emoji).ToString());
        Assert.Throws<ArgumentException>(() => new EventName(emoji + "x"));
        Assert.Throws<ArgumentException>(() => new EventName(""));
    }
}
