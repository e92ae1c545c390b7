using Ingest.Api.Parameters;

namespace Ingest.Api.Tests.Parameters;

public sealed class ParameterReaderTests
{
    [Fact]
    public void A_value_is_decoded_and_a_missing_one_is_null()
    {
        var parameters = new ParameterReader("?a=x%26y+z&b=&C=3");
        Assert.Equal("x&y z", parameters.Text("a"));
        Assert.Equal("", parameters.Text("b"));
        Assert.Equal("3", parameters.Text("c"));
        Assert.Null(parameters.Text("d"));
        Assert.Null(parameters.Fault);
    }

    [Theory]
    [InlineData("a=1&a=1")]
    [InlineData("a=1&A=2")]
    [InlineData("a&%61=1")]
    [InlineData("a=%FF")]
    [InlineData("a=%")]
    [InlineData("b=1")]
    public void A_parameter_that_is_repeated_broken_or_missing_is_named(string query)
    {
        var parameters = new ParameterReader(query);
        Assert.Null(parameters.Text("a", required: true));
        Assert.Equal("a", parameters.Fault!.Parameter);
        Assert.StartsWith("a ", parameters.Fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_fault_is_the_one_that_is_told()
    {
        var parameters = new ParameterReader("x=no&y=no");
        parameters.Number("x", 1, 2, 1);
        parameters.Number("y", 1, 2, 1);
        Assert.Equal("x", parameters.Fault!.Parameter);
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("limit=1", 1)]
    [InlineData("limit=100", 100)]
    public void A_number_within_its_limits_is_read(string query, int number)
    {
        var parameters = new ParameterReader(query);
        Assert.Equal(number, parameters.Number("limit", 1, 100, 10));
        Assert.Null(parameters.Fault);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("ten")]
    [InlineData("1.0")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public void Any_other_number_is_refused(string text)
    {
        var parameters = new ParameterReader($"limit={text}");
        parameters.Number("limit", 1, 100, 10);
        Assert.Equal("limit", parameters.Fault!.Parameter);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a%00b")]
    [InlineData("%FF")]
    public void An_account_id_that_no_event_can_have_is_refused(string id)
    {
        var parameters = new ParameterReader($"account_id={id}");
        Assert.Null(parameters.Account("account_id", required: false));
        Assert.NotNull(parameters.Fault);
    }

    [Fact]
    public void The_length_of_an_account_id_is_counted_in_characters()
    {
        Assert.NotNull(new ParameterReader("id=" + Uri.EscapeDataString(string.Concat(Enumerable.Repeat("\ud83d\ude00", 200)))).Account("id", true));
        Assert.Null(new ParameterReader("id=" + new string('a', 201)).Account("id", true));
    }
}
