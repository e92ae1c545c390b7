namespace Analytics.Contracts.Tests;

public sealed class BrokerAddressTests
{
    [Theory]
    [InlineData("amqp://u:p@one:1/", "amqp://u:p@one:1/")]
    [InlineData("amqp://one", "amqp://one")]
    [InlineData("amqp://u:p@one:1,two:2,three/v", "amqp://u:p@one:1/v amqp://u:p@two:2/v amqp://u:p@three/v")]
    [InlineData("amqps://one, two:2/", "amqps://one/ amqps://two:2/")]
    [InlineData("amqp://u:a%40b%2C@[::1]:1,two/%2F", "amqp://u:a%40b%2C@[::1]:1/%2F amqp://u:a%40b%2C@two/%2F")]
    public void Each_host_is_a_node_with_the_same_user_and_virtual_host(string address, string nodes) =>
        Assert.Equal(nodes.Split(' ').Select(node => new Uri(node)), BrokerAddress.Parse(address).Nodes);

    [Theory]
    [InlineData("")]
    [InlineData("one:5672")]
    [InlineData("amqp://")]
    [InlineData("amqp://u:secret@")]
    [InlineData("amqp://u:secret@one,,two/")]
    [InlineData("amqp://u:secret@one:port/")]
    [InlineData("http://u:secret@one/")]
    public void What_is_no_address_is_refused_and_its_password_is_not_told(string address) =>
        Assert.DoesNotContain("secret", Assert.Throws<FormatException>(() => BrokerAddress.Parse(address)).Message, StringComparison.Ordinal);
}
