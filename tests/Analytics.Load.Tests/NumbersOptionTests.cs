namespace Analytics.Load.Tests;

public class NumbersOptionTests
{
    [Theory]
    [InlineData("1", new[] { 1 })]
    [InlineData("1,4,16", new[] { 1, 4, 16 })]
    [InlineData("16,1", new[] { 16, 1 })]
    public void Numbers_with_commas_between_are_read_in_their_order(string text, int[] numbers)
    {
        Assert.True(NumbersOption.TryParse(text, 1, 16, out var read));
        Assert.Equal(numbers, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,")]
    [InlineData("0,1")]
    [InlineData("1,17")]
    [InlineData("-1")]
    [InlineData("1;2")]
    [InlineData("1 000")]
    [InlineData("99999999999")]
    public void Anything_else_or_out_of_bounds_is_refused(string text) => Assert.False(NumbersOption.TryParse(text, 1, 16, out _));

    [Fact]
    public void A_list_is_bounded() => Assert.False(NumbersOption.TryParse(string.Join(',', Enumerable.Repeat(1, 21)), 1, 16, out _));
}
